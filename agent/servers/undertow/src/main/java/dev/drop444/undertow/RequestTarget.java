package dev.drop444.undertow;

/** A request target that Undertow keeps in two parts, without joining them into a string. */
final class RequestTarget implements CharSequence {

  private final String uri;
  private final String query;

  RequestTarget(String uri, String query) {
    this.uri = uri;
    this.query = query;
  }

  @Override
  public int length() {
    return uri.length() + 1 + query.length();
  }

  @Override
  public char charAt(int index) {
    int past = index - uri.length();
    if (past < 0) {
      return uri.charAt(index);
    }
    return past == 0 ? '?' : query.charAt(past - 1);
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return end <= uri.length() ? uri.substring(start, end) : toString().subSequence(start, end);
  }

  @Override
  public String toString() {
    return uri + '?' + query;
  }
}
