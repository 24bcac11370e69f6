package dev.drop444.report.page;

import dev.drop444.report.count.Digest;
import dev.drop444.report.count.Timeline;
import java.util.List;
import java.util.Locale;

/**
 * Bars over time, a colour for each rule. The picture is stretched to the width that there is, so
 * its words stand beside it; the same numbers are a table below.
 */
final class TimelineChart {

  private static final int BAR = 10;
  private static final int HEIGHT = 1000;

  /** Within so many percent of an edge, words would stick out if they were centred. */
  private static final int EDGE = 6;

  private final Html html;
  private final Timeline timeline;
  private final boolean enforced;
  private final List<Series> all;
  private final List<Long> begins;

  TimelineChart(Html html, Digest digest, boolean enforced) {
    this.html = html;
    this.timeline = digest.timeline();
    this.enforced = enforced;
    this.all = Series.of(digest.rules().mostFirst(), enforced);
    this.begins = timeline.begins();
  }

  void write(String title) {
    long most = 1;
    for (long begin : begins) {
      most = Math.max(most, sum(begin));
    }
    long top = niceTop(most);
    html.raw("<figure class=\"time").raw(enforced ? "" : " watched").raw("\"><figcaption><h3>");
    html.text(title).raw("</h3><p class=\"note\">");
    html.text("Each bar is " + Words.span(timeline.stepMillis()) + ", all times are UTC.");
    html.raw("</p></figcaption><div class=\"plot\"><div class=\"y\" aria-hidden=\"true\"><span>");
    html.number(top).raw("</span><span>").text(top % 2 == 0 ? Words.number(top / 2) : "");
    html.raw("</span><span>0</span></div>");
    bars(title, top);
    axis();
    html.raw("</div>");
    legend();
    table();
    html.raw("</figure>");
  }

  private long sum(long begin) {
    long sum = 0;
    for (Series series : all) {
      sum += series.sum(timeline, begin, enforced);
    }
    return sum;
  }

  /** The least of 1, 2, 3, 4, 5, 6, 8 and 10 times a power of ten that is not below. */
  static long niceTop(long most) {
    long power = 1;
    while (power * 10 < most) {
      power *= 10;
    }
    for (long factor : new long[] {1, 2, 3, 4, 5, 6, 8}) {
      if (factor * power >= most) {
        return factor * power;
      }
    }
    return 10 * power;
  }

  private void bars(String title, long top) {
    html.raw("<svg role=\"img\" preserveAspectRatio=\"none\" viewBox=\"0 0 ")
        .raw(begins.size() * BAR + " " + HEIGHT)
        .raw("\"><title>")
        .text(title + ", by rule; the same numbers are in the table below")
        .raw("</title><path class=\"grid\" d=\"M0 0H")
        .raw(begins.size() * BAR + "M0 " + HEIGHT / 2 + "H" + begins.size() * BAR)
        .raw("\"/>");
    double gap = begins.size() > 1 ? 1.5 : 0;
    for (int i = 0; i < begins.size(); i++) {
      long begin = begins.get(i);
      long sum = sum(begin);
      if (sum == 0) {
        continue;
      }
      html.raw("<g><title>").text(tip(begin, sum)).raw("</title>");
      html.raw("<rect class=\"hit\" x=\"" + i * BAR + "\" y=\"0\" width=\"" + BAR + "\" height=\"")
          .raw(HEIGHT + "\"/>");
      double y = HEIGHT;
      for (Series series : all) {
        long part = series.sum(timeline, begin, enforced);
        if (part > 0) {
          double height = (double) HEIGHT * part / top;
          y -= height;
          html.raw("<rect class=\"").raw(series.style());
          html.raw(
              String.format(
                  Locale.ROOT,
                  "\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>",
                  i * BAR + gap / 2,
                  y,
                  BAR - gap,
                  height));
        }
      }
      html.raw("</g>");
    }
    html.raw("</svg>");
  }

  private String tip(long begin, long sum) {
    StringBuilder tip = new StringBuilder(Words.whole(begin)).append(" UTC: ");
    tip.append(Words.number(sum));
    for (Series series : all) {
      long part = series.sum(timeline, begin, enforced);
      if (part > 0) {
        tip.append("\n").append(series.name()).append(' ').append(Words.number(part));
      }
    }
    return tip.toString();
  }

  /**
   * Times at round places, each where it belongs; without a box of its own, nothing is stretched.
   */
  private void axis() {
    long first = begins.get(0);
    long last = begins.get(begins.size() - 1) + timeline.stepMillis();
    html.raw("<svg class=\"x\" aria-hidden=\"true\">");
    for (Ticks.Tick tick : Ticks.between(first, last)) {
      double percent = 100.0 * (tick.millis() - first) / (last - first);
      html.raw("<text y=\"1em\" x=\"").raw(String.format(Locale.ROOT, "%.2f%%\"", percent));
      html.raw(percent < EDGE ? "" : percent > 100 - EDGE ? " class=\"end\"" : " class=\"mid\"");
      html.raw(">").text(tick.text()).raw("</text>");
    }
    html.raw("</svg>");
  }

  private void legend() {
    long whole = all.stream().mapToLong(Series::sum).sum();
    html.raw("<ul class=\"legend\">");
    for (Series series : all) {
      html.raw("<li><i class=\"key ").raw(series.style()).raw("\"></i>").text(series.name());
      html.raw(" <b>").number(series.sum()).raw("</b> <span class=\"dim\">");
      html.text(Words.percent(series.sum(), whole)).raw("</span></li>");
    }
    html.raw("</ul>");
  }

  private void table() {
    html.raw("<details><summary>The same as a table</summary><div class=\"wide\"><table>");
    html.raw("<thead><tr><th scope=\"col\">From (UTC)</th><th scope=\"col\" class=\"n\">All</th>");
    for (Series series : all) {
      html.raw("<th scope=\"col\" class=\"n\">").text(series.name()).raw("</th>");
    }
    html.raw("</tr></thead><tbody>");
    for (long begin : begins) {
      long sum = sum(begin);
      if (sum > 0) {
        html.raw("<tr><th scope=\"row\">").text(Words.whole(begin)).raw("</th>");
        html.raw("<td class=\"n\">").number(sum).raw("</td>");
        for (Series series : all) {
          long part = series.sum(timeline, begin, enforced);
          html.raw("<td class=\"n\">").text(part == 0 ? "" : Words.number(part)).raw("</td>");
        }
        html.raw("</tr>");
      }
    }
    html.raw("</tbody></table></div></details>");
  }
}
