package dev.drop444.report.page;

import dev.drop444.report.count.Digest;
import dev.drop444.report.mistake.Example;
import dev.drop444.report.mistake.Finding;
import dev.drop444.report.mistake.Findings;
import dev.drop444.report.mistake.Suggestion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What looks like a mistake, who was hit, and the lines that would let them through. */
final class FindingsSection {

  private final Html html;
  private final Digest digest;

  FindingsSection(Html html, Digest digest) {
    this.html = html;
    this.digest = digest;
  }

  void write() {
    List<Finding> findings = Findings.of(digest);
    html.raw("<section id=\"mistakes\"><h2>What looks like a mistake</h2><p class=\"note\">");
    html.text(
        "The log knows only of what was dropped, so these are questions: you know who your visitors"
            + " are. A line below goes into the file of drop444.config or, with -D before it and without"
            + " spaces, onto the command line. Where the key is set already, add to its value.");
    if (digest.files().oneIn() > 1) {
      html.text(
          " There were too many clients to look at each: one in "
              + Words.number(digest.files().oneIn())
              + " was, chosen by chance.");
    }
    html.raw("</p>");
    if (findings.isEmpty()) {
      html.raw("<p class=\"calm\">");
      html.text(
          "Nothing. Nobody followed a link, no client came back over hours with few drops and a"
              + " browser's name, no rule hit many clients once each, and nobody said to be a"
              + " crawler.");
      html.raw("</p>");
    }
    for (Finding finding : findings) {
      write(finding);
    }
    html.raw("</section>");
  }

  private void write(Finding finding) {
    html.raw("<article class=\"finding").raw(finding.isLikely() ? "" : " unlikely");
    html.raw("\"><p class=\"kind\">").text(finding.kind().title());
    html.text(finding.isLikely() ? "" : " – probably right");
    html.raw("</p><h3>Rule <code>").text(finding.rule()).raw("</code>").text(finding.what());
    html.raw("</h3><p>").text(finding.why()).raw("</p>");
    if (!finding.examples().isEmpty()) {
      html.raw("<ul class=\"examples\">");
      finding.examples().forEach(this::write);
      html.raw("</ul>");
    }
    if (!finding.suggestions().isEmpty()) {
      html.raw("<p class=\"if\">If it is a mistake, one of these:</p><dl>");
      finding.suggestions().forEach(this::write);
      html.raw("</dl>");
    }
    html.raw("</article>");
  }

  private void write(Example example) {
    html.raw("<li><span class=\"who\">");
    String client = example.client();
    if (client == null) {
      html.text("unknown client");
    } else {
      html.client(client);
    }
    html.raw("</span>");
    if (example.count() > 0) {
      html.raw(" <span class=\"dim\">");
      html.text(example.count() == 1 ? "once" : Words.number(example.count()) + " times");
      html.text(", " + Words.fromTo(example.firstMillis(), example.lastMillis())).raw("</span>");
    }
    line("", example.request());
    line("from ", example.referer());
    line("", example.userAgent());
    html.raw("</li>");
  }

  private void line(String before, @Nullable String text) {
    if (text != null && !text.isEmpty()) {
      html.raw("<span class=\"said\">").text(before).client(text).raw("</span>");
    }
  }

  private void write(Suggestion suggestion) {
    html.raw("<dt><code>").text(suggestion.line()).raw("</code></dt><dd>");
    html.text(suggestion.effect()).raw("</dd>");
  }
}
