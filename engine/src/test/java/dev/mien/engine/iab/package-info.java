@NullMarked
package dev.mien.engine.iab;

import org.jspecify.annotations.NullMarked;
