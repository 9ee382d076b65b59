package dev.reveille.domain.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.assertj.core.data.Offset;

class SpreadPropertiesTest {
  private static final Offset<Double> CLOSE = within(1e-6);

  @Property(tries = 200)
  void numbers_moved_by_as_much_have_their_center_moved_and_their_width_kept(
      @ForAll @Size(min = 1, max = 40) List<@DoubleRange(min = -50, max = 50) Double> numbers,
      @ForAll @DoubleRange(min = -50, max = 50) double shift) {
    Spread spread = spread(numbers, 0.5);
    Spread moved = spread(numbers.stream().map(x -> x + shift).toList(), 0.5);

    assertThat(moved.center()).isCloseTo(spread.center() + shift, CLOSE);
    assertThat(moved.width()).isCloseTo(spread.width(), CLOSE);
  }

  @Property(tries = 200)
  void numbers_times_as_much_are_as_much_wider(
      @ForAll @Size(min = 1, max = 40) List<@DoubleRange(min = -50, max = 50) Double> numbers,
      @ForAll @DoubleRange(min = 0, max = 20) double factor) {
    Spread spread = spread(numbers, 0);
    Spread scaled = spread(numbers.stream().map(x -> x * factor).toList(), 0);

    assertThat(scaled.center()).isCloseTo(spread.center() * factor, CLOSE);
    assertThat(scaled.width()).isCloseTo(spread.width() * factor, CLOSE);
  }

  @Property(tries = 200)
  void their_order_means_nothing(
      @ForAll @Size(min = 1, max = 40) List<@DoubleRange(min = -50, max = 50) Double> numbers,
      @ForAll long seed) {
    List<Double> shuffled = new java.util.ArrayList<>(numbers);
    Collections.shuffle(shuffled, new Random(seed));

    assertThat(spread(shuffled, 0)).isEqualTo(spread(numbers, 0));
  }

  @Property(tries = 200)
  void numbers_all_alike_have_the_least_width(
      @ForAll @DoubleRange(min = -50, max = 50) double number,
      @ForAll @IntRange(min = 1, max = 40) int count) {
    Spread spread = spread(Collections.nCopies(count, number), 0.5);

    assertThat(spread).isEqualTo(new Spread(number, 0.5));
    assertThat(spread.isBelow(number - 0.51)).isTrue();
    assertThat(spread.isBelow(number - 0.49)).isFalse();
    assertThat(spread.isAbove(number + 0.51)).isTrue();
    assertThat(spread.isAbove(number + 0.49)).isFalse();
  }

  @Property(tries = 200)
  void one_number_far_off_moves_the_center_no_farther_than_to_a_neighbour(
      @ForAll @Size(min = 5, max = 40) List<@DoubleRange(min = -1, max = 1) Double> numbers,
      @ForAll @DoubleRange(min = 10, max = 1e6) double far) {
    List<Double> more = new java.util.ArrayList<>(numbers);
    more.add(far);
    Spread with = spread(more, 0);

    assertThat(with.center()).isBetween(-1.0, 1.0);
    assertThat(with.width()).isLessThan(3.5 * 1.4826 * 2 * 2);
    assertThat(with.isAbove(far)).isTrue();
  }

  private static Spread spread(List<Double> numbers, double least) {
    return Spread.of(numbers.stream().mapToDouble(Double::doubleValue).toArray(), least);
  }
}
