package dev.mien.segments.edit;

/**
 * Which definition of a workspace is meant.
 *
 * @param kind such as {@code segment}
 * @param name empty for the heading of the workspace, of which there is one
 */
public record Definition(String kind, String name) implements Comparable<Definition> {
  @Override
  public int compareTo(Definition other) {
    int byKind = kind.compareTo(other.kind);
    return byKind != 0 ? byKind : name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return name.isEmpty() ? kind : kind + " " + name;
  }
}
