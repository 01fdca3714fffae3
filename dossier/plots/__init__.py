"""Where things stand on a plot: numbers in, positions out. Pure; the templates draw."""

from dossier.plots.ageing import AgePlot, Moment, age_plot
from dossier.plots.origins import OriginPlot, origin_plot
from dossier.plots.values import ValuePlot, value_plot

__all__ = ["AgePlot", "Moment", "OriginPlot", "ValuePlot", "age_plot", "origin_plot", "value_plot"]
