/**
 * Looks at a configuration on the machine that it is to run on, and says what is wrong with it.
 *
 * <p>{@link dev.mien.api.doctor.Doctor} looks, a {@link dev.mien.api.doctor.Diagnosis} is what it
 * found. What is measured and what is made of it are apart, so that each finding can be tried
 * without a machine that has it.
 *
 * <p>Must never show a secret, and never change anything that a node would find.
 */
@NullMarked
package dev.mien.api.doctor;

import org.jspecify.annotations.NullMarked;
