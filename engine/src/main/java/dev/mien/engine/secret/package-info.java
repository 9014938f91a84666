/**
 * Secrets of the deployment, which all its nodes share: a signing key, the seed behind noise. None
 * of them is a visitor's, and none is made from anything a visitor sent.
 *
 * <p>{@link dev.mien.engine.secret.Secrets} makes a secret for whoever asks first and gives
 * everybody after that the same.
 *
 * <p>Must never show a secret in a log, a metric, an error or an answer.
 */
@NullMarked
package dev.mien.engine.secret;

import org.jspecify.annotations.NullMarked;
