/** Operations of one command, alone and together, beside what a real server made of them. */
@org.jspecify.annotations.NullMarked
package dev.aerospikearrow.server.operate;
