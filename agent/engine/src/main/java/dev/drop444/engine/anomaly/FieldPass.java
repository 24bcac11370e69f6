package dev.drop444.engine.anomaly;

import dev.drop444.engine.anomaly.FieldNames.Known;
import dev.drop444.engine.gate.FieldVisitor;
import dev.drop444.engine.gate.Protocol;
import dev.drop444.engine.gate.RequestHead;
import dev.drop444.engine.text.WordTable;
import org.jspecify.annotations.Nullable;

/**
 * Reads the header fields once, and then judges what only all of them together show. Keeps nothing
 * of a request but numbers. Not thread-safe.
 */
final class FieldPass implements FieldVisitor {

  private static final long VALUE_KINDS = Anomaly.HEADER_NUL.bit() | Anomaly.HEADER_CONTROL.bit();
  private static final long HOST_KINDS =
      Anomaly.HOST_MISSING.bit()
          | Anomaly.HOST_EMPTY.bit()
          | Anomaly.HOST_DUPLICATE.bit()
          | Anomaly.HOST_INVALID.bit()
          | Anomaly.HOST_NUMERIC.bit();

  private final long wanted;
  private final AnomalyLimits limits;
  private final FieldNames names;
  private final boolean looksAtLength;
  private final ControlSearch controls = new ControlSearch();
  private final HostCheck host = new HostCheck();
  private final MessageFraming framing = new MessageFraming();
  private final ContentTypes contentTypes;
  private final RecurringFields recurring = new RecurringFields();

  private long found;
  private boolean readsNames;
  private boolean readsValues;
  private int hosts;
  private boolean userAgent;
  private boolean accept;
  private boolean upgrade;
  private boolean upgradeFromHttp1;
  private boolean connectionHeader;

  FieldPass(long wanted, AnomalyLimits limits, FieldNames names) {
    this.wanted = wanted;
    this.limits = limits;
    this.names = names;
    this.looksAtLength = wants(Anomaly.HEADER_TOO_LONG);
    this.contentTypes = new ContentTypes(limits);
  }

  long read(RequestHead head) {
    found = 0;
    hosts = 0;
    userAgent = false;
    accept = false;
    upgrade = false;
    upgradeFromHttp1 = false;
    connectionHeader = false;
    framing.reset();
    contentTypes.reset();
    boolean unchecked = !head.hasCheckedFields();
    readsNames = unchecked && wants(Anomaly.HEADER_NAME_INVALID);
    readsValues = unchecked && (wanted & VALUE_KINDS) != 0;
    head.fields(this);
    Protocol protocol = head.protocol();
    boolean multiplexed = protocol == Protocol.HTTP_2 || protocol == Protocol.HTTP_3;
    if ((wanted & HOST_KINDS) != 0) {
      judgeHost(head.host(), protocol, multiplexed);
    }
    judgeClient(head.method());
    // A connection that was upgraded to HTTP/2 starts with a request that came in HTTP/1.1.
    if (multiplexed && connectionHeader && !upgradeFromHttp1) {
      found |= Anomaly.CONNECTION_HEADER_IN_HTTP2.bit();
    }
    if (!multiplexed || upgradeFromHttp1) {
      found |= framing.judgeHttp1(head.method(), protocol);
    }
    boolean body = framing.hasBody();
    found |= framing.judge(head.method()) | contentTypes.judge(body);
    return found;
  }

  @Override
  public boolean field(CharSequence name, CharSequence value) {
    int place = recurring.find(name);
    if (place == RecurringFields.UNSEEN) {
      place = meet(name);
    }
    if (place == WordTable.NONE) {
      any(value);
      return true;
    }
    Known known = names.known(place);
    if (!recurs(known)) {
      any(value);
      meaningful(place, known, value);
    } else if (recurring.isClean(place, value)) {
      clean(known);
    } else {
      recurring(place, known, value);
    }
    return true;
  }

  /** A name that is not remembered. */
  private int meet(CharSequence name) {
    int place = names.find(name);
    boolean invalid = place == WordTable.NONE && mayBeInvalid(name) && isInvalidName(name);
    if (!invalid) {
      recurring.learn(name, place);
    } else if (readsNames) {
      found |= Anomaly.HEADER_NAME_INVALID.bit();
    }
    return place;
  }

  /** What is looked for in every value. */
  private void any(CharSequence value) {
    if (looksAtLength && value.length() > limits.headerLength) {
      found |= Anomaly.HEADER_TOO_LONG.bit();
    }
    if (readsValues && controls.mayFind(value)) {
      readValue(value);
    }
  }

  private void meaningful(int place, Known known, CharSequence value) {
    if (names.isForbidden(place)) {
      found |= Anomaly.HEADER_FORBIDDEN.bit();
    }
    known(known, value);
  }

  /** Whether many requests have the same value, which is no secret, and judged by itself. */
  private static boolean recurs(Known known) {
    return known == Known.ACCEPT || known == Known.ACCEPT_ENCODING || known == Known.USER_AGENT;
  }

  private void recurring(int place, Known known, CharSequence value) {
    long before = found;
    found = 0;
    any(value);
    meaningful(place, known, value);
    // Another server may not have looked for controls.
    if (found == 0 && !controls.mayFind(value)) {
      recurring.learnClean(place, value);
    }
    found |= before;
  }

  /** What a value in which nothing is found means for the rest. */
  private void clean(Known known) {
    if (known == Known.ACCEPT) {
      accept = true;
    } else if (known == Known.USER_AGENT) {
      userAgent = true;
    }
  }

  private void known(Known known, CharSequence value) {
    switch (known) {
      case ACCEPT:
        accept = true;
        if (value.length() == 0) {
          found |= Anomaly.ACCEPT_EMPTY.bit();
        } else if (wants(Anomaly.ACCEPT_CHARSET_ODD)) {
          found |= contentTypes.accept(value);
        }
        break;
      case ACCEPT_ENCODING:
        if (value.length() > limits.acceptEncodingLength) {
          found |= Anomaly.ACCEPT_ENCODING_TOO_LONG.bit();
        }
        break;
      case CONNECTION:
        connectionHeader = true;
        if (wants(Anomaly.CONNECTION_CONFLICT)) {
          framing.connection(value);
        }
        break;
      case CONTENT_LENGTH:
        framing.contentLength(value);
        break;
      case CONTENT_TYPE:
        contentTypes.contentType(value);
        break;
      case EXPECT:
        if (!WordTable.matches("100-continue", value, 0, value.length())) {
          found |= Anomaly.EXPECT_UNKNOWN.bit();
        }
        break;
      case HOST:
        hosts++;
        break;
      case HTTP2_SETTINGS:
        upgradeFromHttp1 = true;
        break;
      case KEEP_ALIVE:
      case PROXY_CONNECTION:
        connectionHeader = true;
        break;
      case PROXY:
        found |= Anomaly.PROXY_HEADER.bit();
        break;
      case RANGE:
        found |= RangeCheck.judge(value, limits.rangeParts);
        break;
      case REQUEST_RANGE:
        found |= Anomaly.REQUEST_RANGE.bit();
        break;
      case TE:
        // RFC 9113 section 8.2.2: the only value that HTTP/2 knows.
        connectionHeader |= !WordTable.matches("trailers", value, 0, value.length());
        break;
      case TRANSFER_ENCODING:
        connectionHeader = true;
        framing.transferEncoding(value);
        break;
      case UPGRADE:
        upgrade = true;
        connectionHeader = true;
        break;
      case USER_AGENT:
        userAgent = true;
        if (value.length() == 0) {
          found |= Anomaly.USER_AGENT_EMPTY.bit();
        }
        break;
      case OTHER:
        break;
    }
  }

  private boolean wants(Anomaly kind) {
    return (wanted & kind.bit()) != 0;
  }

  private void readValue(CharSequence value) {
    int length = value.length();
    for (int i = 0; i < length; i++) {
      char c = value.charAt(i);
      if (c < ' ' || c == 0x7f) {
        control(c);
      }
    }
  }

  private void control(char c) {
    if (c == 0 || c == '\r' || c == '\n') {
      found |= Anomaly.HEADER_NUL.bit();
    } else if (c != '\t') {
      found |= Anomaly.HEADER_CONTROL.bit();
    }
  }

  private boolean mayBeInvalid(CharSequence name) {
    return name.length() == 0 || controls.mayFindOrSpace(name);
  }

  private static boolean isInvalidName(CharSequence name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c <= ' ' || c == 0x7f) {
        return true;
      }
    }
    return name.length() == 0;
  }

  private void judgeHost(@Nullable CharSequence host, Protocol protocol, boolean multiplexed) {
    if (host == null && hosts == 0) {
      // Nobody asked for it before HTTP/1.1; probes of load balancers still speak 1.0.
      if (multiplexed || protocol == Protocol.HTTP_1_1) {
        found |= Anomaly.HOST_MISSING.bit();
      }
    } else if (host != null) {
      found |= this.host.judge(host);
    }
    // In HTTP/2 a server may show :authority as a second one.
    if (hosts > 1 && !multiplexed) {
      found |= Anomaly.HOST_DUPLICATE.bit();
    }
  }

  private void judgeClient(CharSequence method) {
    if (!userAgent) {
      found |= Anomaly.USER_AGENT_MISSING.bit();
    }
    // Chrome opens WebSockets without it.
    boolean needsAccept =
        !upgrade && !"OPTIONS".contentEquals(method) && !"CONNECT".contentEquals(method);
    if (!accept && needsAccept) {
      found |= Anomaly.ACCEPT_MISSING.bit();
    }
  }
}
