package dev.mien.peers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What members on this machine have sent each other so far, as the kernel counts it for each
 * connection ({@code ss} of iproute2).
 *
 * @param bytes that TCP carried, without headers
 * @param messages segments with something in them; one may carry more than one message
 */
record MemberTraffic(double bytes, double messages) {
  private static final Pattern BYTES = Pattern.compile("bytes_sent:(\\d+)");
  private static final Pattern SEGMENTS = Pattern.compile("data_segs_out:(\\d+)");

  /** Both ends of all connections to these ports: each end says what it has sent. */
  static MemberTraffic of(List<Integer> ports) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("ss", "--tcp", "--info", "--numeric", "--no-header", "--oneline")
            .redirectErrorStream(true)
            .start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    if (process.waitFor() != 0) {
      throw new IOException("ss: " + text);
    }
    List<String> connections =
        text.lines()
            .filter(line -> ports.stream().anyMatch(port -> line.matches(".*:" + port + "\\s.*")))
            .toList();
    return new MemberTraffic(sum(connections, BYTES), sum(connections, SEGMENTS));
  }

  private static double sum(List<String> lines, Pattern number) {
    double sum = 0;
    for (String line : lines) {
      Matcher found = number.matcher(line);
      if (found.find()) {
        sum += Double.parseDouble(found.group(1));
      }
    }
    return sum;
  }

  MemberTraffic minus(MemberTraffic other) {
    return new MemberTraffic(bytes - other.bytes, messages - other.messages);
  }

  MemberTraffic times(double factor) {
    return new MemberTraffic(bytes * factor, messages * factor);
  }
}
