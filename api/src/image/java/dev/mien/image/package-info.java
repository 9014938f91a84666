/**
 * Makes the root folder of the container image. Run from source by the build, and in no jar.
 *
 * <p>Must never take anything from the network.
 */
package dev.mien.image;
