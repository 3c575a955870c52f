/* The charts of a report: the data of each stand before it as JSON. */
(() => {
  "use strict";

  const COLOURS = 10;
  const HEIGHT = 360;
  const style = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const colour = (i) => style("--series-" + (i % COLOURS));

  function axis(label) {
    const lines = { stroke: style("--grid"), width: 1 };
    const font = "12px " + style("--font");
    return { label, stroke: style("--muted"), font, labelFont: font, grid: lines, ticks: lines };
  }

  /*
   * Neither the steep beginning nor a few wild steps flatten the rest: of each curve the values
   * between its quantiles of 0.5 % and 99.5 %, after the first 5 % where all steps are shown.
   */
  function settled(plot) {
    const xs = plot.data[0];
    const [from, to] = plot.series[0].idxs ?? [0, xs.length - 1];
    const isWhole = from === 0 && to === xs.length - 1;
    const first = xs[from] + (isWhole ? 0.05 : 0) * (xs[to] - xs[from]);
    let low = Infinity;
    let high = -Infinity;
    plot.data.slice(1).forEach((ys, i) => {
      const all = [];
      const late = [];
      for (let k = from; plot.series[i + 1].show && k <= to; k++) {
        if (Number.isFinite(ys[k])) {
          all.push(ys[k]);
          if (xs[k] >= first) {
            late.push(ys[k]);
          }
        }
      }
      const shown = all.length < 20 || late.length === 0 ? all : late;
      if (shown.length > 0) {
        shown.sort((a, b) => a - b);
        const tail = Math.floor(0.005 * shown.length);
        low = Math.min(low, shown[tail]);
        high = Math.max(high, shown[shown.length - 1 - tail]);
      }
    });
    if (low > high) {
      return [0, 1];
    }
    const pad = 0.05 * (high - low) || 0.05 * Math.abs(high) || 1;
    return [low - pad, high + pad];
  }

  /* Steps of all curves together; a curve goes straight on where another has a step of its own. */
  function curves(chart) {
    const first = Math.min(...chart.series.map((curve) => curve.x[0]));
    const last = Math.max(...chart.series.map((curve) => curve.x[curve.x.length - 1]));
    const ends = first < last ? [first, last] : [first];
    const levels = chart.levels.map((level) => [ends, ends.map(() => level.value)]);
    return {
      data: uPlot.join(chart.series.map((curve) => [curve.x, curve.y]).concat(levels)),
      series: chart.series
        .map((curve, i) => ({ label: curve.name, stroke: colour(i), width: 1.75 }))
        .concat(
          chart.levels.map((level, i) => ({
            label: level.name,
            stroke: colour(chart.series.length + i),
            width: 1.5,
            dash: [6, 4],
            points: { show: false },
          })),
        ),
      y: { range: settled },
    };
  }

  /* All points from left to right, each in the column of its group. */
  function scatter(chart) {
    const points = chart.series
      .flatMap((group, i) => group.x.map((x, k) => [x, group.y[k], i]))
      .sort((a, b) => a[0] - b[0]);
    const column = (i) => points.map((point) => (point[2] === i ? point[1] : null));
    return {
      data: [points.map((point) => point[0]), ...chart.series.map((_, i) => column(i))],
      series: chart.series.map((group, i) => ({
        label: group.name,
        stroke: colour(i),
        paths: () => null,
        points: { show: true, size: 5, width: 0, fill: colour(i) },
      })),
      y: {},
    };
  }

  function drawn(place, chart) {
    const isScatter = chart.kind === "scatter";
    const parts = isScatter ? scatter(chart) : curves(chart);
    const plot = new uPlot(
      {
        width: place.clientWidth,
        height: HEIGHT,
        scales: { x: { time: false }, y: parts.y },
        series: [{ label: chart.x }, ...parts.series],
        axes: [axis(chart.x), { ...axis(chart.y), size: 60 }],
        cursor: { drag: { x: true, y: isScatter, uni: 40 } },
        legend: { live: !isScatter },
      },
      parts.data,
      place,
    );
    const canvas = place.querySelector("canvas");
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", place.dataset.label);
    return plot;
  }

  /* About the middle; never more than there is, and never less than numbers can tell apart. */
  function zoom(plot, by) {
    const { min, max } = plot.scales.x;
    const xs = plot.data[0];
    const [first, last] = [xs[0], xs[xs.length - 1]];
    const half = ((max - min) * by) / 2;
    const middle = (max + min) / 2;
    if (half > 1e-6 * (last - first) && last > first) {
      plot.setScale("x", {
        min: Math.max(first, middle - half),
        max: Math.min(last, middle + half),
      });
    }
  }

  function show(place) {
    const chart = JSON.parse(document.getElementById(place.dataset.chart).textContent);
    let plot = drawn(place, chart);
    const actions = {
      in: () => zoom(plot, 0.5),
      out: () => zoom(plot, 2),
      all: () => plot.setData(plot.data),
    };
    for (const button of place.parentElement.querySelectorAll("button")) {
      button.addEventListener("click", () => actions[button.dataset.zoom]());
    }
    new ResizeObserver(() => plot.setSize({ width: place.clientWidth, height: HEIGHT })).observe(
      place,
    );
    const again = () => {
      const { min, max } = plot.scales.x;
      plot.destroy();
      plot = drawn(place, chart);
      plot.setScale("x", { min, max });
    };
    for (const medium of ["(prefers-color-scheme: dark)", "print"]) {
      matchMedia(medium).addEventListener("change", again);
    }
  }

  document.querySelectorAll("[data-chart]").forEach(show);
})();
