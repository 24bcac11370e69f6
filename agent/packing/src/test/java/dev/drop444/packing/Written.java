package dev.drop444.packing;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/** Lambdas and method references of every kind that we write, and what they come to. */
final class Written implements Supplier<List<Object>> {

  private final String own = "own";
  private final List<Object> seen = new ArrayList<>();

  interface Greeting {
    String greet(String whom);

    default Greeting twice() {
      return whom -> greet(greet(whom));
    }

    private String loud(String whom) {
      return greet(whom).toUpperCase(java.util.Locale.ROOT);
    }

    default Function<String, String> shout() {
      return this::loud;
    }
  }

  private static final class Inner {
    private final int value;

    private Inner(int value) {
      this.value = value;
    }

    private int plus(int more) {
      return value + more;
    }
  }

  private static int triple(int number) {
    return 3 * number;
  }

  private boolean note(Object what) {
    return seen.add(what);
  }

  @Override
  public List<Object> get() {
    long wide = 1L << 40;
    double half = 0.5;
    byte small = 7;
    Supplier<String> captured = () -> own + wide + half + small;
    note(captured.get());
    Supplier<Object> constant = () -> "constant";
    note(constant.get());
    IntPredicate even = number -> number % 2 == 0;
    note(even.test(4));
    Function<Integer, Integer> unboxes = Written::triple;
    note(unboxes.apply(5));
    ToLongFunction<Integer> widens = Written::triple;
    note(widens.applyAsLong(6));
    ToDoubleFunction<Integer> widensMore = Written::triple;
    note(widensMore.applyAsDouble(7));
    IntFunction<Inner> makes = Inner::new;
    note(makes.apply(8).plus(1));
    Function<Integer, Integer> bound = new Inner(9)::plus;
    note(bound.apply(1));
    ToIntFunction<String> onArgument = String::length;
    note(onArgument.applyAsInt("four"));
    BiFunction<List<Object>, Object, Boolean> onInterface = List::add;
    note(onInterface.apply(new ArrayList<>(), "x"));
    Consumer<Object> dropsResult = this::note;
    dropsResult.accept("dropped result");
    LongUnaryOperator longs = number -> number + wide;
    note(longs.applyAsLong(1));
    IntFunction<String[]> arrays = String[]::new;
    note(arrays.apply(3).length);
    Supplier<Supplier<String>> nested = () -> () -> own;
    note(nested.get().get());
    Greeting greeting = whom -> "hello " + whom;
    note(greeting.twice().greet("you"));
    note(greeting.shout().apply("me"));
    note(constant == constantAgain() ? "one" : "two");
    Function<Object, ?> wildcard = Object::hashCode;
    note(wildcard.apply(11));
    return seen;
  }

  @SuppressWarnings("UnnecessaryLambda") // lambdas are what this is about
  private static Supplier<Object> constantAgain() {
    return () -> "another";
  }
}
