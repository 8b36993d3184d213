package dev.aerospikearrow.protocol.call;

/**
 * A place where calls are carried out: a bin, or what an expression computes.
 *
 * @param <R> what a call becomes: an operation or an expression
 */
@FunctionalInterface
public interface CallTarget<R> {
    R accept(ContentCall call);
}
