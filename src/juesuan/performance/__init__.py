"""Performance of projects (项目支出绩效自评, 财预〔2020〕10号): the forms, their scoring, the projects of a report."""

from juesuan.performance.reading import projects_of, read_projects

__all__ = ["projects_of", "read_projects"]
