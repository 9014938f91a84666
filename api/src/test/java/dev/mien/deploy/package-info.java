/** What lies beside the code for those who run it fits the code. */
@NullMarked
package dev.mien.deploy;

import org.jspecify.annotations.NullMarked;
