package dev.drop444.engine.bot.crawler;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.drop444.engine.bot.dns.Resolver;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What was found out about claims, and the threads that find out more. Made at the first claim.
 *
 * <p>Bounds: {@link #MAX_FINDINGS} are remembered, {@link #MAX_WAITING} wait, {@link #THREADS} ask.
 * When a bound is reached the claim stays unknown, which harms nobody, and is asked about again.
 */
final class Lookups {

  static final int MAX_FINDINGS = 20_000;
  static final int MAX_WAITING = 256;
  static final int THREADS = 2;
  static final int PER_SECOND = 50;

  private final Resolver resolver;
  private final LookupBudget budget;
  private final Cache<Claim, Finding> findings;
  private final ThreadPoolExecutor threads;

  Lookups(Resolver resolver, LongSupplier nanoTime) {
    this.resolver = resolver;
    this.budget = new LookupBudget(PER_SECOND, nanoTime);
    this.findings =
        Caffeine.newBuilder()
            .maximumSize(MAX_FINDINGS)
            .ticker(nanoTime::getAsLong)
            .executor(Runnable::run)
            .expireAfter(new Remembered())
            .build();
    this.threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            30,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MAX_WAITING),
            Lookups::thread,
            (task, pool) -> ((Lookup) task).forget());
    threads.allowCoreThreadTimeOut(true);
  }

  private static Thread thread(Runnable work) {
    // Begun on a request's thread: nothing of the application must be inherited, or it would be
    // kept from being collected when it is undeployed.
    Thread thread = new Thread(null, work, "drop444-crawlers", 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(Lookups.class.getClassLoader());
    return thread;
  }

  /** What is known of a claim; the first to ask about one has it looked up. Never waits. */
  Finding of(Claim claim) {
    Finding known = findings.getIfPresent(claim);
    if (known != null) {
      return known;
    }
    if (threads.getQueue().remainingCapacity() > 0
        && budget.take()
        && findings.asMap().putIfAbsent(claim, Finding.PENDING) == null) {
      threads.execute(new Lookup(claim));
    }
    return Finding.PENDING;
  }

  /** What is known of a claim, null for nothing. */
  @Nullable Finding known(Claim claim) {
    return findings.getIfPresent(claim);
  }

  /** How many claims are remembered, about. */
  long size() {
    findings.cleanUp();
    return findings.estimatedSize();
  }

  void close() {
    threads.shutdownNow();
    findings.invalidateAll();
  }

  private final class Lookup implements Runnable {
    private final Claim claim;

    Lookup(Claim claim) {
      this.claim = claim;
    }

    @Override
    public void run() {
      Finding finding = Finding.UNANSWERED;
      try {
        finding = CrawlerCheck.check(claim.client, claim.origin, resolver);
      } catch (RuntimeException | Error wrong) {
        // As if nobody had answered: asked again when that is forgotten.
      }
      findings.put(claim, finding);
    }

    /** There was no room in the queue after all. */
    void forget() {
      findings.asMap().remove(claim, Finding.PENDING);
    }
  }

  /** Each finding has its own time. */
  private static final class Remembered implements Expiry<Claim, Finding> {
    @Override
    public long expireAfterCreate(Claim claim, Finding finding, long now) {
      return finding.nanos;
    }

    @Override
    public long expireAfterUpdate(Claim claim, Finding finding, long now, long left) {
      return finding.nanos;
    }

    @Override
    public long expireAfterRead(Claim claim, Finding finding, long now, long left) {
      return left;
    }
  }
}
