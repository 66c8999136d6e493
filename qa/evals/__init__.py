"""Evaluation: how good the answers are, how sure that is, and whether a change made them better.

cases      read_cases(path) -> CaseFile of Cases: one shape for every format of questions
metrics    METRICS by name: pure functions of a Case and its answer as JSON; score_bins for a calibration plot;
           make_cost_metric(parse_prices(text)) puts a user's prices to the metric `cost`
intervals  mean_interval, resample_interval -> Interval; paired_difference -> Difference
"""
