/** How connections are logged in: passwords, sessions of nodes, and what is said meanwhile. */
@NullMarked
package dev.aerospikearrow.client.login;

import org.jspecify.annotations.NullMarked;
