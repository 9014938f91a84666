/**
 * What runs before Mien can: finds a JDK that is new enough, and hands over to it.
 *
 * <p>Compiled for Java 17, alone. Must never use anything but the JDK.
 */
package dev.mien.launch;
