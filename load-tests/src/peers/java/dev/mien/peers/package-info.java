/**
 * A Mien node beside other servers on HTTP, in one run: a bare Vert.x server that answers the same
 * bytes, and flag engines in Node.js that decide by the same rules.
 *
 * <p>Must never depend on a module of Mien, nor reach any address but this machine's own.
 */
@NullMarked
package dev.mien.peers;

import org.jspecify.annotations.NullMarked;
