// SPDX-License-Identifier: GPL-3.0-or-later
// Shirts of the sample catalogue, laid flat and seen from above.
#include "core/media/sample_draw.h"

#include <cmath>

namespace triptych::media {

namespace {

struct ShirtShape
{
    double neck = 50;      // half width of the neck
    double shoulder = 142; // half width at the shoulders
    double chest = 128;
    double hem = 134;
    double top = 186;    // height of the neck points
    double drop = 34;    // shoulders below the neck points
    double length = 640; // height of the hem
    double sweep = 10;   // roundness of the hem
    bool pocket = false;
};

ShirtShape shirtShape(Random& random)
{
    ShirtShape out;
    out.neck = between(random, 46.0, 56.0);
    out.shoulder = between(random, 134.0, 156.0);
    out.chest = out.shoulder - between(random, 8.0, 22.0);
    out.hem = out.chest + between(random, -8.0, 24.0);
    out.drop = between(random, 28.0, 42.0);
    out.length = between(random, 590.0, 672.0);
    out.sweep = between(random, 2.0, 26.0);
    out.pocket = random.below(2) == 0;
    return out;
}

// Denim is sewn with its copper thread.
Rgb threadColour(const Look& look)
{
    return look.material == "denim" ? rgb(0xE0A254)
                                    : mixed(look.surface.colour, look.surface.second, 0.40);
}

double neckDepth(const std::string& neck)
{
    return neck == "V-shaped" ? 92.0 : neck == "collar" ? 40.0 : 44.0;
}

Outline bodyShape(const ShirtShape& s, const Look& look)
{
    const auto& neck = look.part("neck");
    const double depth = neckDepth(neck);
    const bool bare = look.part("sleeve") == "none";
    const double shoulder = bare ? s.shoulder - 20 : s.shoulder;
    Outline half({320, s.top + depth});
    if (neck == "round") {
        half.curve({320 + s.neck * 0.62, s.top + depth}, {320 + s.neck * 0.94, s.top + 26},
                   {320 + s.neck, s.top});
    } else {
        half.line({320 + s.neck, s.top});
    }
    half.line({320 + shoulder, s.top + s.drop});
    half.curve({320 + shoulder - (bare ? 26 : 10), s.top + s.drop + 56},
               {320 + s.chest - 6, s.top + 118}, {320 + s.chest, s.top + 162});
    half.curve({320 + s.chest - 5, s.top + 260}, {320 + s.hem - 6, s.length - 120},
               {320 + s.hem, s.length - s.sweep});
    half.curve({320 + s.hem * 0.62, s.length + s.sweep * 0.3}, {320 + 50, s.length + s.sweep * 0.4},
               {320, s.length + s.sweep * 0.4});
    return half.mirror(320);
}

struct Sleeve
{
    Outline shape{Point{}};
    Outline cuff{Point{}};
    double angle = 0.0;
};

Sleeve sleeveShape(const ShirtShape& s, bool isLong, double side)
{
    const auto at = [side](double dx, double y) { return Point{320 + side * dx, y}; };
    const double x = s.shoulder;
    const double y = s.top + s.drop;
    Sleeve out;
    if (isLong) {
        out.shape = Outline(at(x - 22, y - 4));
        out.shape.curve(at(x + 26, y + 14), at(x + 40, y + 70), at(x + 52, y + 150));
        out.shape.curve(at(x + 66, y + 230), at(x + 76, y + 300), at(x + 84, y + 392));
        out.shape.line(at(x + 38, y + 400));
        out.shape.curve(at(x + 26, y + 310), at(x + 10, y + 220), at(s.chest - 8, y + 138));
        out.shape.line(at(x - 34, y + 40));
        out.cuff = Outline(at(x + 83, y + 374)).line(at(x + 36, y + 382));
        out.angle = side * -0.16;
    } else {
        out.shape = Outline(at(x - 22, y - 4));
        out.shape.curve(at(x + 18, y + 8), at(x + 44, y + 44), at(x + 84, y + 112));
        out.shape.line(at(x + 20, y + 158));
        out.shape.curve(at(x + 4, y + 140), at(s.chest + 2, y + 132), at(s.chest - 10, y + 120));
        out.shape.line(at(x - 34, y + 40));
        out.cuff = Outline(at(x + 78, y + 102)).line(at(x + 14, y + 147));
        out.angle = side * -0.55;
    }
    return out;
}

void drawSleeves(Canvas& canvas, const Look& look, const ShirtShape& s)
{
    const auto& kind = look.part("sleeve");
    if (kind == "none") {
        return;
    }
    const Rgb thread = threadColour(look);
    for (const double side : {-1.0, 1.0}) {
        const auto sleeve = sleeveShape(s, kind == "long", side);
        Surface cloth = look.surface;
        cloth.puff = 13.0;
        cloth.angle = sleeve.angle;
        cloth.origin = {320 + side * s.shoulder, s.top + s.drop};
        cloth.top = 1.0;
        cloth.bottom = 0.94;
        canvas.fill(sleeve.shape, cloth);
        canvas.stitches(sleeve.cuff, thread, 5, 4, 1.3);
        if (kind == "long") {
            const auto at = [side](double dx, double y) { return Point{320 + side * dx, y}; };
            const double x = s.shoulder;
            const double y = s.top + s.drop;
            canvas.fold(Outline(at(x + 12, y + 110)).line(at(x + 50, y + 160)), 5, -0.22,
                        sleeve.shape);
            canvas.fold(Outline(at(x + 22, y + 170)).line(at(x + 62, y + 200)), 5, -0.18,
                        sleeve.shape);
        }
    }
}

// What is seen of the back through the neck.
void drawNeckInside(Canvas& canvas, const Look& look, const ShirtShape& s)
{
    Surface inside = look.surface;
    inside.pattern = Pattern::Solid;
    inside.colour = brighter(look.surface.colour, 0.66);
    inside.puff = 8.0;
    Outline half({320, s.top + 12});
    half.curve({320 + s.neck * 0.5, s.top + 12}, {320 + s.neck * 0.86, s.top + 4},
               {320 + s.neck, s.top - 2});
    half.line({320 + s.neck + 4, s.top + 14}).line({320, s.top + neckDepth(look.part("neck")) + 8});
    canvas.fill(half.mirror(320), inside);
    Surface label;
    label.colour = rgb(0xF4EFE6);
    label.puff = 1.0;
    canvas.fill(Outline::roundedBox(308, s.top + 15, 332, s.top + 28, 2), label);
}

void drawFolds(Canvas& canvas, const ShirtShape& s, const Outline& body, Random& random)
{
    for (const double side : {-1.0, 1.0}) {
        const auto at = [side](double dx, double y) { return Point{320 + side * dx, y}; };
        const double y = s.top + 170 + between(random, 0.0, 30.0);
        canvas.fold(Outline(at(s.chest, y - 10))
                        .curve(at(s.chest - 40, y + 20), at(70, y + 50), at(52, y + 60)),
                    7, -0.15, body);
        canvas.fold(Outline(at(s.chest, y + 20))
                        .curve(at(s.chest - 36, y + 60), at(80, y + 96), at(66, y + 130)),
                    8, -0.12, body);
        canvas.fold(Outline(at(s.hem - 24, s.length))
                        .curve(at(s.hem - 30, s.length - 60), at(s.hem - 46, s.length - 120),
                               at(s.hem - 40, s.length - 190)),
                    9, -0.13, body);
        canvas.fold(Outline(at(s.hem - 48, s.length))
                        .curve(at(s.hem - 56, s.length - 70), at(s.hem - 64, s.length - 110),
                               at(s.hem - 62, s.length - 170)),
                    9, 0.09, body);
    }
    canvas.fold(Outline({302, s.length})
                    .curve({296, s.length - 80}, {312, s.length - 130}, {306, s.length - 200}),
                10, -0.08, body);
}

void drawNeckBand(Canvas& canvas, const Look& look, const ShirtShape& s)
{
    const auto& neck = look.part("neck");
    const double depth = neckDepth(neck);
    Surface band = look.surface;
    band.pattern = Pattern::Solid;
    band.colour = brighter(look.surface.colour, 0.92);
    band.puff = 4.5;
    Outline line({320 - s.neck, s.top});
    if (neck == "round") {
        line.curve({320 - s.neck * 0.94, s.top + 26}, {320 - s.neck * 0.62, s.top + depth},
                   {320, s.top + depth});
        line.curve({320 + s.neck * 0.62, s.top + depth}, {320 + s.neck * 0.94, s.top + 26},
                   {320 + s.neck, s.top});
    } else {
        line.line({320, s.top + depth}).line({320 + s.neck, s.top});
    }
    canvas.tube(line, 14, band, 0.3);
}

void drawCollar(Canvas& canvas, const Look& look, const ShirtShape& s, const Outline& body)
{
    const double depth = neckDepth("collar");
    Surface placket = look.surface;
    placket.puff = 3.0;
    placket.origin = {320, s.top};
    canvas.fill(Outline({307, s.top + depth - 4})
                    .line({333, s.top + depth - 4})
                    .line({333, s.length + s.sweep * 0.35})
                    .line({307, s.length + s.sweep * 0.35}),
                placket, 0.25);
    canvas.fold(Outline({335, s.top + depth}).line({335, s.length}), 2.0, -0.25, body);
    Surface button;
    button.colour = mixed(look.surface.second, rgb(0xFFFFFF), 0.35);
    button.puff = 2.5;
    button.gloss = 0.5;
    const double highest = s.top + depth + 34;
    const int buttons = static_cast<int>(std::ceil((s.length - 24 - highest) / 62));
    for (int i = 0; i < buttons; ++i) {
        const double y = highest + 62 * i;
        canvas.fill(Outline::ellipse({320, y}, 6, 6), button, 0.6);
        canvas.line(Outline({318, y}).line({322, y}), 1.4, brighter(button.colour, 0.55), 0.8);
    }
    for (const double side : {-1.0, 1.0}) {
        const auto at = [side](double dx, double y) { return Point{320 + side * dx, y}; };
        Surface leaf = look.surface;
        leaf.puff = 5.0;
        leaf.angle = side * 0.5;
        leaf.origin = at(s.neck, s.top);
        leaf.top = 1.06;
        canvas.fill(Outline(at(1, s.top + depth))
                        .line(at(s.neck - 4, s.top - 8))
                        .curve(at(s.neck + 8, s.top - 8), at(s.neck + 14, s.top + 4),
                               at(s.neck + 13, s.top + 14))
                        .line(at(s.neck + 4, s.top + 76)),
                    leaf, 0.55);
    }
}

} // namespace

void drawShirt(Canvas& canvas, Look look)
{
    const ShirtShape s = shirtShape(look.shape);
    const Outline body = bodyShape(s, look);
    const auto& sleeveKind = look.part("sleeve");
    canvas.softShadow(body, {9, 15}, 13, 0.30);
    if (sleeveKind != "none") {
        for (const double side : {-1.0, 1.0}) {
            canvas.softShadow(sleeveShape(s, sleeveKind == "long", side).shape, {8, 13}, 11, 0.26);
        }
    }
    drawSleeves(canvas, look, s);
    drawNeckInside(canvas, look, s);
    Surface cloth = look.surface;
    cloth.puff = 15.0;
    cloth.origin = {320, s.top};
    cloth.top = 1.02;
    cloth.bottom = 0.97;
    canvas.fill(body, cloth, 0.35);
    drawFolds(canvas, s, body, look.shape);
    const Rgb thread = threadColour(look);
    canvas.stitches(Outline({320 - s.hem + 4, s.length - s.sweep - 13})
                        .curve({320 - s.hem * 0.6, s.length + s.sweep * 0.3 - 14},
                               {320 + s.hem * 0.6, s.length + s.sweep * 0.3 - 14},
                               {320 + s.hem - 4, s.length - s.sweep - 13}),
                    thread, 5, 4, 1.3);
    if (s.pocket) {
        Surface pocket = look.surface;
        pocket.puff = 3.0;
        pocket.origin = {320, s.top};
        const double x = 320 + s.chest * 0.30;
        const double y = s.top + 150;
        canvas.fill(Outline({x, y})
                        .line({x + 62, y})
                        .line({x + 62, y + 56})
                        .line({x + 31, y + 72})
                        .line({x, y + 56}),
                    pocket, 0.35);
        canvas.stitches(Outline({x + 4, y + 8}).line({x + 58, y + 8}), thread, 5, 4, 1.3);
    }
    if (look.part("neck") == "collar") {
        drawCollar(canvas, look, s, body);
    } else {
        drawNeckBand(canvas, look, s);
    }
}

} // namespace triptych::media
