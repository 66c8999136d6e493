"""The report of one or more evaluation runs: one HTML file for eyes, which needs nothing from elsewhere."""

from qa.evals.report.report import REPORT_FILE, build_report, write_report

__all__ = ["REPORT_FILE", "build_report", "write_report"]
