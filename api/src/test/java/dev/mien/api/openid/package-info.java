@NullMarked
package dev.mien.api.openid;

import org.jspecify.annotations.NullMarked;
