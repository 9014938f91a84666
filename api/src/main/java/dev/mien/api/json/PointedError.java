package dev.mien.api.json;

/**
 * One thing that is wrong with a body.
 *
 * @param pointer where, as a JSON pointer (RFC 6901)
 * @param code what kind of error; stable for good
 * @param detail what to do, in a sentence that holds no value of the body
 */
public record PointedError(String pointer, String code, String detail) {}
