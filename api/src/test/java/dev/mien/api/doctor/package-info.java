/** Tests of what the doctor finds. */
@NullMarked
package dev.mien.api.doctor;

import org.jspecify.annotations.NullMarked;
