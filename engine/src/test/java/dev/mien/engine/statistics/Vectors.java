package dev.mien.engine.statistics;

import dev.mien.engine.bandit.Discount;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What this package says to the inputs of a file of check values, by their kind. */
final class Vectors {
  private Vectors() {}

  /** One check value's input. */
  record Input(Map<?, ?> members) {
    boolean has(String name) {
      return members.containsKey(name);
    }

    private Object member(String name) {
      Object member = members.get(name);
      if (member == null) {
        throw new AssertionError("there is no " + name + " in " + members);
      }
      return member;
    }

    double number(String name) {
      return ((Number) member(name)).doubleValue();
    }

    String text(String name) {
      return String.valueOf(members.get(name));
    }

    double[] numbers(String name) {
      return doubles(member(name));
    }

    double[][] rows(String name) {
      return ((List<?>) member(name)).stream().map(Vectors::doubles).toArray(double[][]::new);
    }

    Rate rate(String arm) {
      return new Rate(number("n_" + arm), number("x_" + arm));
    }

    Moments sums(String arm) {
      return Moments.ofSums(number("n_" + arm), number("sum_" + arm), number("sumsq_" + arm));
    }
  }

  private static double[] doubles(Object list) {
    return ((List<?>) list).stream().mapToDouble(one -> ((Number) one).doubleValue()).toArray();
  }

  /** The figures, by the names they are expected under. */
  static Map<String, Object> figures(String kind, Input in) {
    return switch (kind) {
      case "srm_chi_square" -> {
        SampleRatio.Fixed check = SampleRatio.fixed(in.numbers("observed"), in.numbers("weights"));
        yield Map.of("chi2", check.chiSquare(), "df", (double) check.degrees(), "p", check.p());
      }
      case "sequential_srm_dirichlet" -> {
        SampleRatio.Sequential check =
            SampleRatio.sequential(
                in.numbers("counts"), in.numbers("theta0"), in.number("concentration"));
        yield Map.of("log_odds", check.logOdds(), "p_at_this_look", check.p());
      }
      case "two_proportion_z" -> proportions(in);
      case "welch_t_from_sums" -> welch(in);
      case "relative_lift_delta_method" ->
          estimate("lift", Ratios.lift(in.sums("c").estimate(), in.sums("t").estimate()));
      case "relative_lift_delta_method_proportion" ->
          estimate("lift", Ratios.lift(in.rate("c").estimate(), in.rate("t").estimate()));
      case "beta_quantile" ->
          Map.of("x", new BetaLaw(in.number("a"), in.number("b")).quantile(in.number("p")));
      case "beta_cdf" -> {
        BetaLaw law = new BetaLaw(in.number("a"), in.number("b"));
        yield Map.of("cdf", law.below(in.number("x")), "sf", law.above(in.number("x")));
      }
      case "beta_binomial_prob_B_gt_A" -> chance(in);
      case "beta_best_arm_probability" -> {
        List<BetaLaw> arms = new ArrayList<>();
        for (double[] row : in.rows("posteriors")) {
          arms.add(new BetaLaw(row[0], row[1]));
        }
        yield Map.of("p_best", BestArm.probabilities(arms));
      }
      case "gaussian_chance_to_win" -> gaussian(in);
      case "msprt_normal_two_sample" -> {
        Estimate difference =
            MixtureTest.difference(
                new Moments(in.number("n_c"), in.number("mean_c"), in.number("var_c")),
                new Moments(in.number("n_t"), in.number("mean_t"), in.number("var_t")));
        MixtureTest test = new MixtureTest(in.number("tau2"));
        yield Map.of("log_lr", test.logRatio(difference), "p", test.p(difference));
      }
      case "asymptotic_confidence_sequence_radius" -> {
        AlwaysValid sequence = new AlwaysValid(in.number("alpha"), in.number("tuning_N"));
        yield Map.of(
            "rho",
            sequence.rho(),
            "halfwidth",
            sequence.radius(in.number("n"), in.number("sigma2")));
      }
      case "asymptotic_cs_p_value" -> {
        AlwaysValid sequence = new AlwaysValid(in.number("alpha"), in.number("tuning_N"));
        Estimate estimate = new Estimate(in.number("estimate"), in.number("se"));
        yield Map.of(
            "log_e",
            sequence.logEvidence(estimate, in.number("n")),
            "p",
            sequence.p(estimate, in.number("n")));
      }
      case "howard_polynomial_stitched_boundary_one_sided" ->
          boundary(in, Boundaries.stitched(in.number("v"), in.number("alpha"), in.number("sigma")));
      case "two_sided_normal_mixture_boundary" ->
          boundary(
              in, Boundaries.normalMixture(in.number("v"), in.number("rho"), in.number("alpha")));
      case "betting_e_process" -> {
        double[] path = new Betting(in.number("m0"), in.number("lam")).path(in.numbers("x"));
        yield Map.of(
            "path",
            path,
            "final",
            path[path.length - 1],
            "reject_at_alpha_0_05",
            Betting.rejects(path, 0.05));
      }
      case "group_sequential_constants" -> {
        int looks = (int) in.number("looks");
        double alpha = in.number("alpha_two_sided");
        yield Map.of(
            "pocock",
            GroupSequential.pocock(looks, alpha).bound(looks - 1),
            "obrien_fleming",
            GroupSequential.obrienFleming(looks, alpha).bound(looks - 1));
      }
      case "lan_demets_obf_spending" -> spending(in);
      case "naive_peeking_type1" ->
          Map.of(
              "type1", GroupSequential.constant((int) in.number("looks"), in.number("z")).error());
      case "sample_size_two_proportions" ->
          Map.of(
              "n_per_arm",
              SampleSize.perArm(
                  in.number("p1"),
                  in.number("p2"),
                  new SampleSize.Aim(in.number("alpha"), in.number("power"))));
      case "cuped" -> cuped(in);
      case "multiple_testing_adjusted_p" ->
          Map.of(
              "bh",
              ManyTests.benjaminiHochberg(in.numbers("p")),
              "holm",
              ManyTests.holm(in.numbers("p")),
              "bonferroni",
              ManyTests.bonferroni(in.numbers("p")));
      case "binomial_intervals_95" -> {
        Rate rate = new Rate(in.number("n"), in.number("x"));
        yield Map.of(
            "wilson",
            ends(rate.wilson(0.05)),
            "clopper_pearson",
            ends(rate.clopperPearson(0.05)),
            "jeffreys",
            ends(rate.jeffreys(0.05)));
      }
      case "dersimonian_laird_random_effects" -> randomEffects(in);
      case "james_stein_shrinkage" -> jamesStein(in);
      case "beta_binomial_empirical_bayes_mle" -> betaBinomial(in);
      case "off_policy_estimators" -> offPolicy(in);
      case "calibration_metrics" -> calibration(in);
      case "platt_on_logits" -> {
        Platt platt = Platt.fit(scores(in)).orElseThrow();
        yield Map.of("slope", platt.slope(), "intercept", platt.intercept(), "nll", platt.loss());
      }
      case "weight_of_evidence_information_value" -> {
        WeightOfEvidence evidence = WeightOfEvidence.of(in.numbers("pos"), in.numbers("neg"), 0);
        int[] bins =
            IntStream.of(
                    Arrays.stream(in.numbers("sequence_bins")).mapToInt(bin -> (int) bin).toArray())
                .toArray();
        yield Map.of(
            "woe",
            array(evidence.weights()),
            "iv",
            evidence.information(),
            "posterior_path",
            evidence.path(bins));
      }
      case "drift_indices" -> {
        double[] expected = in.numbers("expected");
        double[] actual = in.numbers("actual");
        yield Map.of(
            "psi",
            Drift.stabilityIndex(expected, actual),
            "kl_actual_expected",
            Drift.divergence(actual, expected),
            "js_nats",
            Drift.jensenShannon(actual, expected));
      }
      case "prior_shift_em" ->
          Map.of("new_prior", PriorShift.of(in.numbers("p"), in.number("train_prior")).now());
      case "normal_sf" -> Map.of("sf", Tails.normal(in.number("z")));
      case "chi2_sf" -> Map.of("sf", Tails.chiSquare(in.number("x"), in.number("df")));
      case "t_sf" -> Map.of("sf", Tails.student(in.number("t"), in.number("df")));
      case "ratio_metric_delta_variance" -> {
        double n = in.number("n");
        Estimate ratio =
            Ratios.ratio(
                new Ratios.Pair(
                    new Moments(n, in.number("mean_num"), in.number("var_num")),
                    new Moments(n, in.number("mean_den"), in.number("var_den")),
                    in.number("cov")));
        yield Map.of("ratio", ratio.value(), "var", ratio.error() * ratio.error());
      }
      case "discounted_beta_counts" -> discounted(in);
      case "bucket_hash_fnv1a32" ->
          Map.of(
              "bucket",
              in.number("version") == 1
                  ? Fnv.bucket(in.text("seed"), in.text("value"))
                  : Fnv.evenBucket(in.text("seed"), in.text("value")));
      default -> throw new AssertionError("nothing is reckoned for the kind " + kind);
    };
  }

  private static Map<String, Object> estimate(String name, Estimate estimate) {
    return Map.of(name, estimate.value(), "se", estimate.error());
  }

  private static double[] ends(Interval interval) {
    return new double[] {interval.low(), interval.high()};
  }

  private static Map<String, Object> boundary(Input in, double sum) {
    return Map.of("sum_boundary", sum, "mean_radius", sum / in.number("v"));
  }

  private static Map<String, Object> proportions(Input in) {
    TwoRates rates = TwoRates.of(in.rate("control"), in.rate("treat"));
    Estimate difference = rates.difference();
    return Map.of(
        "diff",
        difference.value(),
        "z_pooled",
        rates.zPooled(),
        "p_pooled",
        rates.pPooled(),
        "se_unpooled",
        difference.error(),
        "z_unpooled",
        difference.z(),
        "p_unpooled",
        difference.p(),
        "ci95_unpooled",
        ends(difference.interval(0.05)));
  }

  private static Map<String, Object> welch(Input in) {
    Moments control = in.sums("c");
    Moments treatment = in.sums("t");
    Welch welch = Welch.of(control, treatment);
    return Map.of(
        "mean_c",
        control.mean(),
        "mean_t",
        treatment.mean(),
        "var_c",
        control.variance(),
        "var_t",
        treatment.variance(),
        "diff",
        welch.difference().value(),
        "se",
        welch.difference().error(),
        "t",
        welch.t(),
        "df",
        welch.degrees(),
        "p",
        welch.p(),
        "ci95",
        ends(welch.interval(0.05)));
  }

  private static Map<String, Object> chance(Input in) {
    double[] prior = in.numbers("prior");
    Rate first = in.rate("a");
    Rate second = in.rate("b");
    ChanceToBeat chance =
        ChanceToBeat.of(
            new BetaLaw(
                prior[0] + first.successes(), prior[1] + first.sessions() - first.successes()),
            new BetaLaw(
                prior[0] + second.successes(), prior[1] + second.sessions() - second.successes()));
    return Map.of(
        "p_b_gt_a",
        chance.beats(),
        "one_minus_p",
        chance.loses(),
        "expected_loss_choose_b",
        chance.lossOfSecond(),
        "expected_loss_choose_a",
        chance.lossOfFirst());
  }

  private static Map<String, Object> gaussian(Input in) {
    Estimate control = in.rate("c").estimate();
    Estimate treatment = in.rate("t").estimate();
    Estimate effect =
        in.text("difference").equals("relative")
            ? Ratios.lift(control, treatment)
            : treatment.minus(control);
    GaussianBelief belief = GaussianBelief.of(effect);
    return Map.of(
        "lift",
        effect.value(),
        "diff",
        effect.value(),
        "se",
        effect.error(),
        "chance_to_win",
        belief.chanceAbove(),
        "ci95",
        ends(effect.interval(0.05)),
        "risk_of_choosing_treatment",
        belief.lossOfTreatment(),
        "risk_of_choosing_control",
        belief.lossOfControl());
  }

  private static Map<String, Object> spending(Input in) {
    double alpha = in.number("alpha_two_sided");
    boolean each = !in.has("convention") || in.text("convention").contains("per side");
    Spending spending = each ? Spending.obrienFleming(alpha) : Spending.obrienFlemingOfBoth(alpha);
    double[] information = in.numbers("info");
    GroupSequential bounds = GroupSequential.spending(information, spending);
    return Map.of(
        "cumulative_alpha_two_sided",
        Arrays.stream(information).map(spending::spent).toArray(),
        "z_bounds",
        IntStream.range(0, bounds.looks()).mapToDouble(bounds::bound).toArray());
  }

  private static Map<String, Object> cuped(Input in) {
    double[] x = in.numbers("x_pre");
    double[] y = in.numbers("y");
    double[] treated = in.numbers("treat");
    Cuped.Sums[] arms = {new Cuped.Sums(0, 0, 0, 0, 0, 0), new Cuped.Sums(0, 0, 0, 0, 0, 0)};
    for (int at = 0; at < x.length; at++) {
      int arm = (int) treated[at];
      arms[arm] =
          arms[arm].plus(
              new Cuped.Sums(1, x[at], y[at], x[at] * x[at], y[at] * y[at], x[at] * y[at]));
    }
    Cuped cuped = Cuped.of(arms[0], arms[1]);
    return Map.of(
        "theta",
        cuped.theta(),
        "raw_diff",
        cuped.rawDifference(),
        "adj_diff",
        cuped.difference(),
        "adj_var_t",
        cuped.treatment(),
        "adj_var_c",
        cuped.control(),
        "corr",
        cuped.correlation());
  }

  private static Map<String, Object> randomEffects(Input in) {
    List<Estimate> effects = new ArrayList<>();
    for (double[] row : in.rows("tables_tpos_tneg_cpos_cneg")) {
      effects.add(
          Ratios.logRiskRatio(
              new Rate(row[2] + row[3], row[2]), new Rate(row[0] + row[1], row[0])));
    }
    RandomEffects found = RandomEffects.of(effects);
    return Map.of(
        "fixed",
        found.fixed(),
        "Q",
        found.q(),
        "tau2",
        found.between(),
        "pooled",
        found.pooled().value(),
        "se",
        found.pooled().error(),
        "I2",
        100 * found.heterogeneity(),
        "eb_shrunk",
        found.shrunk().stream().mapToDouble(Estimate::value).toArray());
  }

  private static Map<String, Object> jamesStein(Input in) {
    double[] hits = in.numbers("hits");
    double times = in.number("at_bats");
    double[] shares = Arrays.stream(hits).map(one -> one / times).toArray();
    double mean = Arrays.stream(shares).average().orElseThrow();
    JamesStein found = JamesStein.of(shares, mean * (1 - mean) / times);
    return Map.of(
        "grand_mean",
        found.mean(),
        "shrink_factor",
        found.kept(),
        "estimates",
        array(found.shrunk()));
  }

  private static double[] array(List<Double> figures) {
    return figures.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static Map<String, Object> betaBinomial(Input in) {
    double[] clicks = in.numbers("clicks");
    double[] impressions = in.numbers("impressions");
    List<Rate> groups = new ArrayList<>();
    for (int at = 0; at < clicks.length; at++) {
      groups.add(new Rate(impressions[at], clicks[at]));
    }
    BetaBinomial found = BetaBinomial.fit(groups);
    return Map.of(
        "a",
        found.prior().a(),
        "b",
        found.prior().b(),
        "neg_loglik",
        found.loss(),
        "shrunk",
        found.shrunk(groups));
  }

  private static Map<String, Object> offPolicy(Input in) {
    double[] target = in.numbers("target");
    double[] expected = in.numbers("q_hat");
    double policy = 0;
    for (int arm = 0; arm < target.length; arm++) {
      policy += target[arm] * expected[arm];
    }
    Reweighted sums = Reweighted.NONE;
    for (double[] row : in.rows("log_action_propensity_reward")) {
      int arm = (int) row[0];
      sums =
          sums.plus(
              new Reweighted.Decision(target[arm] / row[1], row[2], expected[arm], policy), 1);
    }
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("ips", sums.ips().value());
    figures.put("ips_se", sums.ips().error());
    figures.put("snips", sums.snips().value());
    figures.put("dm", sums.direct());
    figures.put("dr", sums.robust().value());
    figures.put("sndr", sums.selfNormalisedRobust());
    figures.put("ess", sums.effective());
    figures.put("mean_weight", sums.meanWeight());
    return figures;
  }

  /** One outcome a day, the latest today; the belief started from a day before the first. */
  private static Map<String, Object> discounted(Input in) {
    double gamma = in.number("gamma");
    double[] start = in.numbers("start");
    double[] rewards = in.numbers("rewards");
    double alpha = start[0] * Discount.worth(gamma, rewards.length);
    double beta = start[1] * Discount.worth(gamma, rewards.length);
    for (int day = 0; day < rewards.length; day++) {
      double worth = Discount.worth(gamma, rewards.length - 1 - day);
      alpha += worth * rewards[day];
      beta += worth * (1 - rewards[day]);
    }
    BetaLaw law = new BetaLaw(alpha, beta);
    return Map.of("alpha", law.a(), "beta", law.b(), "mean", law.mean());
  }

  private static Scores scores(Input in) {
    double[] outcomes = in.numbers("y");
    boolean[] came = new boolean[outcomes.length];
    for (int at = 0; at < came.length; at++) {
      came[at] = outcomes[at] == 1;
    }
    return Scores.of(in.numbers("p"), came);
  }

  private static Map<String, Object> calibration(Input in) {
    Scores scores = scores(in);
    int bins = in.has("bins") ? Integer.parseInt(in.text("bins").replaceAll("\\D.*", "")) : 10;
    Calibration marks = Calibration.of(scores, bins);
    Isotonic steps = Isotonic.fit(scores);
    return Map.of(
        "brier",
        marks.brier().value(),
        "log_loss",
        marks.logLoss().value(),
        "ece_equal_mass" + bins,
        marks.ece(),
        "auc",
        Ranking.of(scores).auc().value(),
        "isotonic",
        Arrays.stream(in.numbers("p")).map(steps::probability).toArray());
  }
}
