/** Logins, users and roles as bytes: the admin message and what is in its fields. Internal. */
@NullMarked
package dev.aerospikearrow.protocol.security;

import org.jspecify.annotations.NullMarked;
