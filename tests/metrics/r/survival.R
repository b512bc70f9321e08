# What the package survival says of the cases of tests/headless/r.test.mjs: the calls that src/metrics/SPEC.md names in [M26] to [M29].
# In: the file of cases (case, entry, exit, cause, weight); out: one JSON object per case on standard output.
suppressPackageStartupMessages(library(survival))
cases <- read.csv(commandArgs(TRUE)[1], colClasses = c("character", "numeric", "numeric", "integer", "numeric"))

numbers <- function(x) paste0("[", paste(ifelse(is.finite(x), sprintf("%.17g", x), "null"), collapse = ","), "]")
curve <- function(name, time, share, se, low, high)
  sprintf('"%s":{"time":%s,"share":%s,"se":%s,"low":%s,"high":%s}', name, numbers(time), numbers(share), numbers(se), numbers(low), numbers(high))

for (name in unique(cases$case)) {
  it <- cases[cases$case == name, ]
  it$id <- seq_len(nrow(it))
  it$event <- it$cause > 0
  it$state <- factor(it$cause, levels = 0:3, labels = c("waits", "one", "two", "three"))
  km <- survfit(Surv(entry, exit, event) ~ 1, data = it, conf.int = 0.9, conf.type = "log-log")
  # Here std.err is of log S; the table of the summary has it of S.
  parts <- curve("km", km$time, km$surv, km$std.err * km$surv, km$lower, km$upper)
  aj <- survfit(Surv(entry, exit, state) ~ 1, data = it, id = id, weights = weight, conf.int = 0.9, conf.type = "log-log")
  for (cause in 1:3) {
    at <- match(c("one", "two", "three")[cause], aj$states)
    parts <- c(parts, curve(paste0("aj", cause), aj$time, aj$pstate[, at], aj$std.err[, at], aj$lower[, at], aj$upper[, at]))
  }
  for (part in c(0.5, 0.8)) {
    q <- quantile(km, part)
    parts <- c(parts, sprintf('"q%.0f":%s', part * 100, numbers(c(q$quantile, q$lower, q$upper))))
  }
  limit <- max(km$time) * 0.7
  mean <- if (limit < min(km$time)) c(limit, 0) else summary(km, rmean = limit)$table[c("rmean", "se(rmean)")]
  parts <- c(parts, sprintf('"limit":%.17g,"rmean":%s', limit, numbers(mean)))
  cat(sprintf('{"case":"%s",%s}\n', name, paste(parts, collapse = ",")))
}
