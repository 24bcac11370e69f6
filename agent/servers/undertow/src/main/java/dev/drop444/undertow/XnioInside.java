package dev.drop444.undertow;

import org.jspecify.annotations.Nullable;

/** {@link XnioMembers}, for advice that can do without them. Immutable. Loaded beside XNIO. */
public final class XnioInside {

  private final @Nullable XnioMembers members;
  private final @Nullable IllegalStateException missing;

  /** Never throws. */
  public XnioInside() {
    XnioMembers found = null;
    IllegalStateException unknown = null;
    try {
      found = new XnioMembers();
    } catch (IllegalStateException different) {
      unknown = different;
    }
    members = found;
    missing = unknown;
  }

  /** The members, or null if this XNIO is built differently. */
  @Nullable XnioMembers orNull() {
    return members;
  }

  /** The members, for whom nothing can be done without. */
  XnioMembers get() {
    if (members == null) {
      throw new IllegalStateException(missing);
    }
    return members;
  }
}
