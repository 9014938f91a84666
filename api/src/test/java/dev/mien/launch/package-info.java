/** What happens before Mien runs. */
@NullMarked
package dev.mien.launch;

import org.jspecify.annotations.NullMarked;
