/** Users and roles of an embedded cluster: logins, and what they may do. */
@NullMarked
package dev.aerospikearrow.server.security;

import org.jspecify.annotations.NullMarked;
