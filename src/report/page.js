"use strict";
for (const table of document.querySelectorAll("table")) {
    const body = table.tBodies[0], given = Array.from(body.rows);
    const collator = new Intl.Collator(undefined, {numeric: true});
    const heads = Array.from(table.tHead.rows[0].cells);
    const text = (row, i) => row.cells[i].textContent;
    const compare = (i, numbers) => (a, b) => {
        const x = text(a, i), y = text(b, i);
        if (x === "" || y === "") return x === y ? 0 : x === "" ? 2 : -2;
        return numbers ? Number(x) - Number(y) : collator.compare(x, y);
    };
    heads.forEach((head, i) => {
        const button = document.createElement("button"), by = compare(i, head.classList.contains("n"));
        button.type = "button";
        button.append(...head.childNodes);
        head.append(button);
        button.addEventListener("click", () => {
            const was = head.getAttribute("aria-sort");
            const now = was === "ascending" ? "descending" : was === "descending" ? null : "ascending";
            const sign = now === "descending" ? -1 : 1;
            for (const other of heads) other.removeAttribute("aria-sort");
            if (now) head.setAttribute("aria-sort", now);
            const rows = given.slice();
            if (now) rows.sort((a, b) => {
                const order = by(a, b);
                return text(a, i) === "" || text(b, i) === "" ? order : sign * order;
            });
            body.append(...rows);
        });
    });
}
