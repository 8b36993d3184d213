package dev.aerospikearrow.testkit;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The extension that gives test classes the {@link TestCluster}: as a parameter of a constructor, a
 * test or a method of the life cycle. The cluster is started by the first class that wants it,
 * shared by all, and closed at the end of the run. Classes with {@link TlsCluster} share another
 * one.
 *
 * <pre>{@code
 * @ExtendWith(TestClusterExtension.class)
 * class BatchReadIT {
 *     BatchReadIT(TestCluster cluster) { … }
 * }
 * }</pre>
 */
public final class TestClusterExtension implements BeforeAllCallback, ParameterResolver {
    private static final ExtensionContext.Namespace STORE =
            ExtensionContext.Namespace.create(TestClusterExtension.class);

    /** Starts the cluster here, where a missing container engine skips the class. */
    @Override
    public void beforeAll(ExtensionContext context) {
        cluster(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestCluster.class;
    }

    @Override
    public TestCluster resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return cluster(context);
    }

    private static TestCluster cluster(ExtensionContext context) {
        boolean secured = context.getRequiredTestClass().isAnnotationPresent(TlsCluster.class);
        // What the root's store holds is closed at the end of the run.
        return context.getRoot()
                .getStore(STORE)
                .computeIfAbsent(
                        secured ? TlsCluster.class : TestCluster.class,
                        key -> secured ? TestCluster.startWithTls() : TestCluster.start(),
                        TestCluster.class);
    }
}
