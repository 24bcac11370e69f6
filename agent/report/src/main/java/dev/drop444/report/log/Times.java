package dev.drop444.report.log;

/** The points in time of a line: {@code 2026-11-26T14:10:00.123Z}, always of that form. */
final class Times {

  static final long UNREADABLE = Long.MIN_VALUE;

  private static final String FORM = "dddd-dd-ddTdd:dd:dd.dddZ";
  private static final int FIRST_YEAR = 2000;
  private static final int LAST_YEAR = 2199;

  private Times() {}

  /** Milliseconds since the epoch, or {@link #UNREADABLE}. */
  static long millis(String text) {
    if (text.length() != FORM.length()) {
      return UNREADABLE;
    }
    for (int i = 0; i < FORM.length(); i++) {
      char form = FORM.charAt(i);
      char c = text.charAt(i);
      if (form == 'd' ? c < '0' || c > '9' : c != form) {
        return UNREADABLE;
      }
    }
    int year = number(text, 0, 4);
    int month = number(text, 5, 7);
    int day = number(text, 8, 10);
    int hour = number(text, 11, 13);
    int minute = number(text, 14, 16);
    int second = number(text, 17, 19);
    boolean isTime =
        year >= FIRST_YEAR
            && year <= LAST_YEAR
            && month >= 1
            && month <= 12
            && day >= 1
            && day <= 31
            && hour < 24
            && minute < 60
            && second < 60;
    return isTime
        ? ((((days(year, month, day) * 24) + hour) * 60 + minute) * 60 + second) * 1000L
            + number(text, 20, 23)
        : UNREADABLE;
  }

  private static int number(String text, int from, int to) {
    int value = 0;
    for (int i = from; i < to; i++) {
      value = value * 10 + text.charAt(i) - '0';
    }
    return value;
  }

  /** Days since the epoch: years that begin in March have their leap day at the end. */
  private static long days(int year, int month, int day) {
    int y = month <= 2 ? year - 1 : year;
    int era = y / 400;
    int yearOfEra = y - era * 400;
    int dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * 146_097L + dayOfEra - 719_468;
  }
}
