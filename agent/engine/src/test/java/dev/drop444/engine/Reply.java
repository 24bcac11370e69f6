package dev.drop444.engine;

import dev.drop444.engine.gate.ResponseHead;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A response head for tests. */
public final class Reply implements ResponseHead {

  private final int status;
  private final List<String[]> fields = new ArrayList<>();
  private @Nullable Throwable failure;
  private boolean errorPage;

  private Reply(int status) {
    this.status = status;
  }

  public static Reply of(int status) {
    return new Reply(status);
  }

  public Reply with(String field, String value) {
    fields.add(new String[] {field, value});
    return this;
  }

  public Reply thrown(Throwable failure) {
    this.failure = failure;
    return this;
  }

  public Reply errorPage() {
    errorPage = true;
    return this;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public @Nullable CharSequence header(String name, int index) {
    return fields.stream()
        .filter(field -> field[0].equals(name))
        .skip(index)
        .findFirst()
        .map(field -> field[1])
        .orElse(null);
  }

  @Override
  public @Nullable Throwable failure() {
    return failure;
  }

  @Override
  public boolean isServerErrorPage() {
    return errorPage;
  }
}
