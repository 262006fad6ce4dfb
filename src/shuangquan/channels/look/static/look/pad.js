// The pad on which a name is drawn, at every door. Pages work without it: a drawing is never required.
(function () {
  "use strict";
  // A name drawn by hand: strokes in the pad's own units, thinned, put into the form; what was drawn before is drawn again.
  document.querySelectorAll("[data-sign]").forEach(function (pad) {
    var canvas = pad.querySelector("canvas"), field = pad.querySelector("input"), pen = canvas.getContext("2d");
    if (!pen || !window.PointerEvent) { return; }
    pad.hidden = false;
    var strokes = field.value ? field.value.split(";").map(function (stroke) {
      return stroke.split(" ").map(function (point) { return point.split(",").map(Number); });
    }) : [];
    var draw = function () {
      pen.clearRect(0, 0, canvas.width, canvas.height);
      pen.lineWidth = 7; pen.lineCap = pen.lineJoin = "round"; pen.strokeStyle = "#16211e";
      strokes.forEach(function (stroke) {
        pen.beginPath();
        pen.moveTo(stroke[0][0], stroke[0][1]);
        stroke.concat([stroke[stroke.length - 1]]).forEach(function (point) { pen.lineTo(point[0], point[1]); });
        pen.stroke();
      });
      field.value = strokes.map(function (stroke) { return stroke.map(function (point) { return point.join(","); }).join(" "); }).join(";");
    };
    var place = function (event) {
      var box = canvas.getBoundingClientRect();
      var within = function (value, most) { return Math.max(0, Math.min(most, Math.round(value * most))); };
      return [within((event.clientX - box.left) / box.width, 1000), within((event.clientY - box.top) / box.height, 360)];
    };
    var stroke = null, many = 0;
    canvas.addEventListener("pointerdown", function (event) {
      if (many > 1500) { return; }
      event.preventDefault();
      canvas.setPointerCapture(event.pointerId);
      stroke = [place(event)];
      strokes.push(stroke);
      draw();
    });
    canvas.addEventListener("pointermove", function (event) {
      if (!stroke) { return; }
      var point = place(event), last = stroke[stroke.length - 1];
      if (Math.abs(point[0] - last[0]) + Math.abs(point[1] - last[1]) < 8 || many > 1500) { return; }
      stroke.push(point);
      many += 1;
      draw();
    });
    ["pointerup", "pointercancel"].forEach(function (name) { canvas.addEventListener(name, function () { stroke = null; }); });
    pad.querySelector("[data-clear]").addEventListener("click", function () { strokes = []; many = 0; draw(); });
    draw();
  });
})();
