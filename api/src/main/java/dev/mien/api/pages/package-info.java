/**
 * What is served as it is: the browser client, the page for visitors, the demo shop, the OpenAPI
 * document.
 *
 * <p>Files are read from the jar once, at start, and answered from memory; a path that is none of
 * theirs is not looked for anywhere.
 *
 * <p>Must never read a path that a caller sent.
 */
@NullMarked
package dev.mien.api.pages;

import org.jspecify.annotations.NullMarked;
