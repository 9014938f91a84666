/** Tests of simulations. */
@NullMarked
package dev.mien.api.simulate;

import org.jspecify.annotations.NullMarked;
