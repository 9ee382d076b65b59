package dev.reveille.bench;

import java.util.List;
import java.util.Locale;

/** Medians, quantiles and how they are printed. */
public final class Figures {
  private Figures() {}

  public static double median(List<Double> values) {
    return quantile(values, 0.5);
  }

  /** Of the nearest rank; the mean of the middle two where it falls between them. */
  public static double quantile(List<Double> values, double share) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("no values (expected: 1 or more)");
    }
    List<Double> sorted = values.stream().sorted().toList();
    double place = share * (sorted.size() - 1);
    int below = (int) Math.floor(place);
    int above = (int) Math.ceil(place);
    return share == 0.5
        ? (sorted.get(below) + sorted.get(above)) / 2
        : sorted.get((int) Math.round(place));
  }

  public static String text(double value) {
    String form = value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, form, value);
  }
}
