"use strict";
(() => {
  const root = document.documentElement;
  const theme = document.getElementById("theme");
  const themes = ["system", "light", "dark"];
  const names = { system: "as the system", light: "light", dark: "dark" };

  function chosen() {
    try { return localStorage.getItem("reveille-theme") || "system"; } catch { return "system"; }
  }

  function dress(name) {
    if (name === "system") delete root.dataset.theme; else root.dataset.theme = name;
    if (theme) {
      theme.setAttribute("aria-label", "Theme: " + names[name]);
      theme.title = "Theme: " + names[name];
    }
  }

  dress(themes.includes(chosen()) ? chosen() : "system");
  theme?.addEventListener("click", () => {
    const next = themes[(themes.indexOf(chosen()) + 1) % themes.length];
    try { localStorage.setItem("reveille-theme", next); } catch { /* then it lasts for this page */ }
    dress(next);
    charts();
  });

  // Why a slot is as it is: by pointer, by keyboard, and by a first tap, whose second one follows.
  const tip = document.getElementById("tip");
  let told = null;
  let touched = false;

  function tell(cell) {
    told = cell;
    const [when, word, ...why] = cell.getAttribute("aria-label").split(" · ");
    tip.querySelector("b").textContent = word;
    tip.querySelector("span").textContent = when;
    tip.querySelector("p").textContent = why.join(" · ");
    tip.hidden = false;
    const at = cell.getBoundingClientRect();
    const size = tip.getBoundingClientRect();
    const left = Math.min(Math.max(8, at.left + at.width / 2 - size.width / 2), innerWidth - size.width - 8);
    const above = at.top - size.height - 8;
    tip.style.left = left + "px";
    tip.style.top = (above < 8 ? at.bottom + 8 : above) + "px";
  }

  function hush() {
    told = null;
    tip.hidden = true;
  }

  const cellOf = (event) => event.target instanceof Element ? event.target.closest(".strip > a") : null;
  document.addEventListener("pointerover", (event) => {
    const cell = event.pointerType === "touch" ? null : cellOf(event);
    if (cell) tell(cell); else if (told && document.activeElement !== told) hush();
  });
  document.addEventListener("focusin", (event) => {
    const cell = cellOf(event);
    if (cell) tell(cell); else hush();
  });
  document.addEventListener("scroll", () => { if (told) hush(); }, { passive: true, capture: true });
  document.addEventListener("pointerdown", (event) => { touched = event.pointerType === "touch" && told !== cellOf(event); });
  document.addEventListener("click", (event) => {
    const cell = cellOf(event);
    if (cell && touched) {
      event.preventDefault();
      tell(cell);
    }
    touched = false;
  });

  document.addEventListener("keydown", (event) => {
    const cell = cellOf(event);
    if (cell && ["ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key)) {
      const all = [...cell.parentElement.querySelectorAll("a")];
      const now = all.indexOf(cell);
      const next = { ArrowLeft: now - 1, ArrowRight: now + 1, Home: 0, End: all.length - 1 }[event.key];
      const to = all[Math.min(Math.max(next, 0), all.length - 1)];
      all.forEach((each) => { each.tabIndex = each === to ? 0 : -1; });
      to.focus();
      event.preventDefault();
    } else if (cell && ["ArrowUp", "ArrowDown"].includes(event.key)) {
      const rows = [...document.querySelectorAll(".job .strip")];
      const strip = rows[rows.indexOf(cell.parentElement) + (event.key === "ArrowDown" ? 1 : -1)];
      const place = [...cell.parentElement.children].indexOf(cell);
      const to = strip?.children[place];
      (to?.matches("a") ? to : strip?.querySelector("a[tabindex='0']"))?.focus();
      event.preventDefault();
    } else if (event.key === "Escape") {
      hush();
    } else if (event.key === "/" && !event.target.closest("input, textarea") && document.getElementById("q")) {
      document.getElementById("q").focus();
      event.preventDefault();
    }
  });

  // Roll call keeps itself fresh while it is seen and nobody is in the middle of something.
  const roll = document.getElementById("roll");
  if (roll) {
    setInterval(() => {
      const busy = document.hidden || told || roll.contains(document.activeElement) || scrollY > 200;
      if (!busy && window.htmx) htmx.ajax("GET", location.pathname + location.search, { target: "#roll", swap: "innerHTML" });
    }, 10000);
    document.addEventListener("htmx:afterSwap", hush);
  }

  // What an agent says, as it says it. It is only ever text.
  const live = document.getElementById("live");
  if (live) {
    const state = document.getElementById("live-state");
    const source = new EventSource(live.dataset.from);
    source.onmessage = (event) => {
      const piece = JSON.parse(event.data);
      const down = live.scrollHeight - live.scrollTop - live.clientHeight < 40;
      const span = document.createElement("span");
      if (piece.stream !== "out") span.className = piece.stream === "err" ? "err" : "note";
      span.textContent = piece.text;
      live.append(span);
      while (live.childElementCount > 4000) live.firstElementChild.remove();
      if (down) live.scrollTop = live.scrollHeight;
    };
    source.addEventListener("end", () => {
      source.close();
      if (state) state.textContent = "ended";
      setTimeout(() => location.reload(), 1500);
    });
  }

  // Charts
  const drawn = [];
  // A name stands for two colours; the one in force is known where it is somebody's colour.
  const brush = document.body.appendChild(document.createElement("i"));
  brush.hidden = true;
  const colour = (name) => {
    brush.style.color = "var(--" + name + ")";
    return getComputedStyle(brush).color;
  };
  const span = (ms) => ms < 1000 ? Math.round(ms) + " ms" : ms < 60000 ? +(ms / 1000).toFixed(1) + " s" : +(ms / 60000).toFixed(1) + " min";
  const bytes = (n) => n < 1000 ? n + " B" : n < 1e6 ? +(n / 1e3).toFixed(1) + " kB" : +(n / 1e6).toFixed(1) + " MB";

  const zone = document.body.dataset.zone;
  const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: zone });
  const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: zone });

  function options(box, format) {
    const axis = { stroke: colour("soft"), grid: { stroke: colour("hair"), width: 1 }, ticks: { show: false }, font: "11px Inter, system-ui, sans-serif" };
    const moments = (u, ticks, axisIndex, space, step) => ticks.map((at) => {
      const then = new Date(at * 1000);
      const text = clock.format(then);
      return step >= 86400 || text === "00:00" ? day.format(then) : text;
    });
    return {
      width: box.clientWidth,
      height: box.clientHeight,
      legend: { show: false },
      cursor: { y: false, points: { size: 7 }, drag: { x: true, y: false } },
      tzDate: (at) => uPlot.tzDate(new Date(at * 1e3), zone),
      axes: [{ ...axis, size: 30, space: 70, values: moments }, { ...axis, size: 62, values: (u, ticks) => ticks.map((each) => each === null ? "" : format(each)) }],
    };
  }

  // A single moment stands in the middle of an hour, where uPlot would make it the first of a thousand days.
  const time = { time: true, range: (u, low, high) => u.data[0].at(-1) === u.data[0][0] ? [low - 1800, low + 1800] : [low, high] };

  // The scale is of powers, so that a boot of a second and a limit of a minute stand on one page.
  const STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 1e4, 3e4, 6e4, 12e4, 3e5, 6e5, 18e5, 36e5];

  function boots(box, data) {
    const at = data.boots.map((boot) => Date.parse(boot.at) / 1000);
    const took = data.boots.map((boot) => boot.end === "BOOT_READY" && boot.millis > 0 ? boot.millis : null);
    const failed = data.boots.map((boot) => boot.end === "BOOT_READY" ? null : boot.millis || data.limitMillis);
    const points = (fill) => ({ paths: () => null, points: { show: true, size: 5, stroke: fill, fill } });
    const rules = [["limit", data.limitMillis, "bad-mark", [], false], ["warn", data.warnMillis, "warn-mark", [6, 4], true], ["p95", data.p95Millis, "runs", [2, 3], false]].filter((rule) => rule[1]);
    const low = Math.min(...took.filter((each) => each !== null), data.p95Millis || data.limitMillis);
    // Across the whole width, also where there is one boot; so named that near ones do not cover each other.
    const lines = (u) => {
      const pen = u.ctx;
      const dot = devicePixelRatio;
      pen.save();
      pen.font = "500 " + 11 * dot + "px Inter, system-ui, sans-serif";
      pen.lineWidth = 1.25 * dot;
      for (const [name, value, tone, dash, below] of rules) {
        const y = u.valToPos(value, "y", true);
        pen.strokeStyle = colour(tone);
        pen.setLineDash(dash.map((each) => each * dot));
        pen.beginPath();
        pen.moveTo(u.bbox.left, y);
        pen.lineTo(u.bbox.left + u.bbox.width, y);
        pen.stroke();
        pen.fillStyle = colour(tone.replace("-mark", ""));
        pen.textAlign = name === "p95" ? "left" : "right";
        pen.fillText(name + " " + span(value), u.bbox.left + (name === "p95" ? 0 : u.bbox.width), y + (below ? 13 : -5) * dot);
      }
      pen.restore();
    };
    const drawing = options(box, span);
    Object.assign(drawing.axes[1], { splits: (u, axis, least, most) => STEPS.filter((step) => step >= least && step <= most), filter: (u, splits) => splits });
    return new uPlot({
      ...drawing,
      scales: { x: time, y: { distr: 3, range: () => [low * 0.6, Math.max(data.limitMillis, ...took) * 1.6] } },
      series: [{}, { ...points(colour("runs-mark")) }, { ...points(colour("bad-mark")) }],
      hooks: { draw: [lines] },
    }, [at, took, failed], box);
  }

  function volumes(box, data) {
    const at = data.map((each) => Date.parse(each.due) / 1000);
    const sizes = data.map((each) => each.output);
    const sorted = sizes.filter((each) => each !== null).sort((a, b) => a - b);
    const median = sorted[Math.floor(sorted.length / 2)];
    return new uPlot({
      ...options(box, bytes),
      scales: { x: time, y: { range: (u, low, high) => [0, high * 1.1 || 1] } },
      series: [{}, { stroke: colour("good"), width: 1.5, fill: colour("good-wash"), points: { show: false } }, { stroke: colour("soft"), width: 1, dash: [4, 4], points: { show: false } }],
    }, [at, sizes, at.map(() => median)], box);
  }

  function charts() {
    drawn.splice(0).forEach((chart) => chart.destroy());
    if (!window.uPlot) return;
    document.querySelectorAll("[data-chart]").forEach(async (box) => {
      try {
        const answer = await fetch(box.dataset.from);
        if (!answer.ok) return;
        const data = await answer.json();
        drawn.push(box.dataset.chart === "boots" ? boots(box, data) : volumes(box, data));
        box.dataset.drawn = "true";
      } catch { /* the figures beside it say the same */ }
    });
  }
  charts();
  addEventListener("resize", () => drawn.forEach((chart) => {
    const box = chart.root.parentElement;
    chart.setSize({ width: box.clientWidth, height: box.clientHeight });
  }));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", charts);
})();
