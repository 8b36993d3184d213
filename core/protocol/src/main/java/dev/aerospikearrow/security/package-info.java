/** Words for who may do what: privileges, the roles that are made of them, and users. */
@NullMarked
package dev.aerospikearrow.security;

import org.jspecify.annotations.NullMarked;
