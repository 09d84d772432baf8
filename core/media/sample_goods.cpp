// SPDX-License-Identifier: GPL-3.0-or-later
// Mugs and bags of the sample catalogue.
#include "core/media/sample_draw.h"

#include <array>

namespace triptych::media {

namespace {

struct MugShape
{
    int body = 0; // 0 straight, 1 tapered, 2 round, 3 waisted
    double top = 300;
    double low = 640;
    double half = 132; // at the rim
    double foot = 120; // at the foot
    double rim = 30;   // the rim's ellipse, half its height
    bool filled = false;
};

MugShape mugShape(Random& random)
{
    MugShape out;
    out.body = static_cast<int>(random.below(4));
    out.low = 668;
    out.top = out.low - between(random, 270.0, 380.0);
    out.half = between(random, 122.0, 152.0);
    out.foot = out.half * (out.body == 1 ? 0.72 : out.body == 2 ? 0.66 : 0.95);
    out.rim = between(random, 26.0, 36.0);
    out.filled = random.below(3) == 0;
    return out;
}

constexpr double kMugAxis = 296;

Outline mugBody(const MugShape& s)
{
    const double r = kMugAxis + s.half;
    const double f = kMugAxis + s.foot;
    const double h = s.low - s.top;
    Outline half({kMugAxis, s.top + s.rim * 0.4});
    half.line({r, s.top});
    // Every foot ends upright and runs into half an ellipse.
    const double foot = s.low - 16;
    switch (s.body) {
    case 1:
        half.curve({r - (r - f) * 0.3, s.top + h * 0.33}, {f + 2, s.top + h * 0.7}, {f, foot});
        break;
    case 2: // no foot: rounds off to the ground
        half.curve({r + 26, s.top + h * 0.45}, {r + 8, s.low - 8}, {f - 6, s.low + 14});
        half.curve({f - 26, s.low + 22}, {kMugAxis + 40, s.low + 22}, {kMugAxis, s.low + 22});
        return half.mirror(kMugAxis);
    case 3:
        half.curve({r - 34, s.top + h * 0.34}, {f - 12, s.top + h * 0.55}, {f, foot});
        break;
    default:
        half.line({f, foot});
        break;
    }
    const double wide = f - kMugAxis;
    half.curve({f, s.low + 4}, {kMugAxis + wide * 0.62, s.low + 22}, {kMugAxis, s.low + 22});
    return half.mirror(kMugAxis);
}

void mugHandle(Canvas& canvas, const Look& look, const MugShape& s)
{
    const auto& kind = look.part("handle");
    if (kind == "none") {
        return;
    }
    const double h = s.low - s.top;
    const double x = kMugAxis + s.half - (s.body == 3 ? 20 : 6);
    const double y0 = s.top + h * 0.20;
    const double y1 = s.top + h * 0.70;
    Outline path({x - 4, y0});
    if (kind == "round") {
        path.curve({x + 116, y0 - 26}, {x + 124, y1 + 10}, {x - 16, y1 + 8});
    } else {
        path.line({x + 62, y0}).arc({x + 82, y0}, {x + 82, y0 + 20});
        path.line({x + 82, y1 - 20}).arc({x + 82, y1}, {x + 60, y1}).line({x - 18, y1});
    }
    Surface handle = look.surface;
    handle.pattern = Pattern::Solid;
    handle.puff = 9.0;
    handle.relief *= 1.1;
    canvas.softShadow(Outline::ellipse({x + 40, 686}, 60, 8), {}, 12, 0.25);
    canvas.tube(path, look.material == "enamel" ? 19 : 27, handle);
}

void mugRim(Canvas& canvas, const Look& look, const MugShape& s)
{
    const bool enamel = look.material == "enamel";
    const Rgb glaze = mixed(look.surface.colour, rgb(0xFFFFFF), 0.10);
    Surface lip;
    lip.colour = enamel ? rgb(0x33363D) : brighter(glaze, 1.03);
    lip.puff = 2.0;
    lip.gloss = look.surface.gloss;
    canvas.fill(Outline::ellipse({kMugAxis, s.top}, s.half + 1, s.rim + 1), lip);
    Surface inside;
    inside.colour = mixed(rgb(0xF6EFE3), look.surface.colour, 0.18);
    inside.puff = 9.0;
    inside.relief = -1.0;
    inside.top = 0.72;
    inside.bottom = 1.04;
    const double thick = enamel ? 4 : 8;
    const Outline opening =
        Outline::ellipse({kMugAxis, s.top + 1}, s.half - thick, s.rim - thick * 0.55);
    canvas.fill(opening, inside);
    if (s.filled) {
        Surface coffee;
        coffee.colour = rgb(0x5B3A26);
        coffee.puff = 5.0;
        coffee.relief = 0.5;
        coffee.gloss = 0.3;
        coffee.top = 0.80;
        coffee.bottom = 1.12;
        canvas.fill(Outline::ellipse({kMugAxis, s.top + s.rim * 0.34}, (s.half - thick) * 0.90,
                                     (s.rim - thick * 0.55) * 0.66),
                    coffee);
    }
}

} // namespace

void drawMug(Canvas& canvas, Look look)
{
    const MugShape s = mugShape(look.shape);
    canvas.softShadow(Outline::ellipse({kMugAxis + 20, 682}, s.foot * 1.30, 22), {}, 22, 0.42);
    canvas.softShadow(Outline::ellipse({kMugAxis + 2, 682}, s.foot * 0.98, 13), {}, 7, 0.50);
    mugHandle(canvas, look, s);
    Surface body = look.surface;
    body.left = kMugAxis - s.half - (s.body == 2 ? 20 : 0);
    body.right = kMugAxis + s.half + (s.body == 2 ? 20 : 0);
    body.origin = {kMugAxis, s.top};
    body.puff = 11.0;
    body.top = 1.03;
    body.bottom = 0.93;
    const Outline shape = mugBody(s);
    canvas.fill(shape, body, 0.35);
    if (look.material == "stoneware") { // raw clay foot
        Surface clay = body;
        clay.pattern = Pattern::Solid;
        clay.colour = rgb(0xB68E68);
        clay.gloss = 0.0;
        clay.puff = 4.0;
        const double y = s.low - 34;
        Outline foot({kMugAxis - 200, y - 8});
        foot.curve({kMugAxis - 80, y + 18}, {kMugAxis + 80, y + 18}, {kMugAxis + 200, y - 8});
        foot.line({kMugAxis + 200, s.low + 40}).line({kMugAxis - 200, s.low + 40});
        canvas.fillInside(foot, shape, clay);
    } else if (look.surface.gloss > 0.3) { // window's reflection
        const double x = kMugAxis - s.half * 0.58;
        canvas.fold(
            Outline({x, s.top + s.rim + 34}).line({x + (s.foot - s.half) * -0.35, s.low - 70}), 7.0,
            0.30, shape);
    }
    mugRim(canvas, look, s);
}

namespace {

struct BagShape
{
    int body = 0; // 0 tote, 1 satchel, 2 bucket, 3 half moon
    double top = 330;
    double low = 672;
    double topHalf = 170;
    double lowHalf = 150;
};

BagShape bagShape(Random& random)
{
    BagShape out;
    out.body = static_cast<int>(random.below(4));
    out.low = 674;
    out.top = out.low - between(random, 270.0, 330.0);
    const double w = between(random, 150.0, 186.0);
    out.topHalf = out.body == 2 ? w * 0.74 : out.body == 0 ? w * 1.06 : w;
    out.lowHalf = out.body == 0 ? w * 0.88 : w;
    if (out.body == 1 || out.body == 3) {
        out.top += 34;
    }
    return out;
}

Outline bagBody(const BagShape& s)
{
    const double r = 320 + s.topHalf;
    const double f = 320 + s.lowHalf;
    Outline half({320, s.top});
    switch (s.body) {
    case 1:
        half.line({r - 30, s.top}).arc({r, s.top}, {r + 2, s.top + 34});
        half.line({f + 6, s.low - 44}).arc({f + 8, s.low}, {f - 38, s.low});
        break;
    case 2:
        half.line({r, s.top});
        half.curve({r + 6, s.top + 130}, {f + 8, s.low - 150}, {f, s.low - 62});
        half.curve({f - 4, s.low - 14}, {f - 26, s.low}, {f - 66, s.low});
        break;
    case 3:
        half.curve({320 + 60, s.top + 22}, {r - 70, s.top + 20}, {r, s.top - 8});
        half.curve({r + 22, s.top + 130}, {r - 30, s.low}, {320 + 70, s.low});
        break;
    default:
        half.line({r, s.top}).line({f, s.low - 20}).arc({f - 2, s.low}, {f - 24, s.low});
        break;
    }
    half.line({320, s.low});
    return half.mirror(320);
}

Surface leatherTrim(const Look& look)
{
    Surface out;
    const bool self = look.material == "leather";
    out.colour = self ? brighter(look.surface.colour, 0.88) : rgb(0x8A5A3B);
    out.texture = Texture::Leather;
    out.gloss = 0.25;
    out.puff = 4.5;
    out.seed = look.seed + 3;
    return out;
}

Surface brassFitting()
{
    Surface out;
    out.colour = rgb(0xCFA95E);
    out.gloss = 0.9;
    out.puff = 3.0;
    return out;
}

Outline handleLine(const BagShape& s, double rise, double dx, double foot)
{
    const double w = s.topHalf * 0.46;
    Outline out({320 - w + dx, s.top + foot});
    out.line({320 - w + dx, s.top - rise * 0.25});
    out.curve({320 - w + dx, s.top - rise * 1.22}, {320 + w + dx, s.top - rise * 1.22},
              {320 + w + dx, s.top - rise * 0.25});
    out.line({320 + w + dx, s.top + foot});
    return out;
}

void bagStrap(Canvas& canvas, const Look& look, const BagShape& s)
{
    const auto& kind = look.part("strap");
    if (kind == "none") {
        return;
    }
    Surface strap = leatherTrim(look);
    const double width = kind == "wide" ? 34 : 12;
    strap.puff = kind == "wide" ? 5.0 : 4.0;
    const double x = s.topHalf - 4;
    const double y = s.top + (s.body == 3 ? 6 : 26);
    Outline path({320 - x, y});
    path.curve({320 - x - 26, s.top - 170}, {320 - 90, 112}, {320 + 6, 112});
    path.curve({320 + 100, 112}, {320 + x + 26, s.top - 170}, {320 + x, y});
    canvas.tube(path, width, strap);
    if (kind == "wide") {
        const Rgb thread = mixed(strap.colour, rgb(0xF3E3C8), 0.6);
        canvas.stitches(path, thread, 8, 6, 1.4);
    }
    for (const double side : {-1.0, 1.0}) {
        canvas.fill(Outline::ellipse({320 + side * x, y}, 12, 13), brassFitting(), 0.4);
    }
}

void bagFlap(Canvas& canvas, const Look& look, const BagShape& s)
{
    Surface flap = look.surface;
    flap.puff = 9.0;
    flap.origin = {320, s.top};
    flap.top = 1.06;
    flap.bottom = 0.98;
    const double r = s.topHalf + 3;
    const double low = s.top + (s.low - s.top) * 0.54;
    Outline half({320, s.top - 4});
    half.line({320 + r - 30, s.top - 4}).arc({320 + r + 2, s.top - 4}, {320 + r + 3, s.top + 32});
    half.line({320 + r, low - 54}).curve({320 + r - 4, low - 6}, {320 + r * 0.66, low}, {320, low});
    canvas.fill(half.mirror(320), flap, 0.6);
    const Rgb thread = mixed(look.surface.colour, rgb(0xF3E3C8), 0.55);
    canvas.stitches(
        Outline({320 + r - 9, s.top + 34})
            .line({320 + r - 11, low - 54})
            .curve({320 + r - 15, low - 16}, {320 + r * 0.64, low - 11}, {320, low - 11})
            .curve({320 - r * 0.64, low - 11}, {320 - r + 15, low - 16}, {320 - r + 11, low - 54})
            .line({320 - r + 9, s.top + 34}),
        thread, 8, 6, 1.6);
    canvas.fill(Outline::roundedBox(306, low - 42, 334, low + 18, 7), leatherTrim(look), 0.5);
    canvas.fill(Outline::roundedBox(310, low - 8, 330, low + 8, 4), brassFitting(), 0.4);
}

void bagFolds(Canvas& canvas, const BagShape& s, const Outline& shape)
{
    canvas.fold(Outline({320 - s.topHalf * 0.62, s.top + 60})
                    .curve({320 - s.topHalf * 0.5, s.top + 150},
                           {320 - s.topHalf * 0.66, s.low - 90},
                           {320 - s.topHalf * 0.5, s.low - 30}),
                9, -0.16, shape);
    canvas.fold(Outline({320 + s.topHalf * 0.5, s.top + 40})
                    .curve({320 + s.topHalf * 0.62, s.top + 150},
                           {320 + s.topHalf * 0.5, s.low - 110},
                           {320 + s.topHalf * 0.62, s.low - 40}),
                10, 0.10, shape);
}

// The front handle, its tabs and rivets, the maker's label.
void bagFittings(Canvas& canvas, const BagShape& s, const Surface& trim, double rise, double sunk)
{
    const double w = s.topHalf * 0.46;
    canvas.tube(handleLine(s, rise, 0, 66 + sunk), 16, trim, 0.45);
    for (const double side : {-1.0, 1.0}) {
        const double x = 320 + side * w;
        canvas.fill(Outline::roundedBox(x - 14, s.top + 38 + sunk, x + 14, s.top + 84 + sunk, 6),
                    trim, 0.4);
        canvas.fill(Outline::ellipse({x, s.top + 54 + sunk}, 4.5, 4.5), brassFitting());
        canvas.fill(Outline::ellipse({x, s.top + 70 + sunk}, 4.5, 4.5), brassFitting());
    }
    if (s.body == 0 || s.body == 2) {
        canvas.fill(Outline::roundedBox(320 - 27, s.low - 86, 320 + 27, s.low - 52, 4), trim, 0.35);
        canvas.stitches(Outline({299, s.low - 80}).line({341, s.low - 80}), rgb(0xE8D4B0), 5, 4,
                        1.2);
        canvas.stitches(Outline({299, s.low - 58}).line({341, s.low - 58}), rgb(0xE8D4B0), 5, 4,
                        1.2);
    }
}

} // namespace

void drawBag(Canvas& canvas, Look look)
{
    const BagShape s = bagShape(look.shape);
    const double foot = s.body == 3 ? s.lowHalf * 0.62 : s.lowHalf;
    canvas.softShadow(Outline::ellipse({330, 678}, foot * 1.10, 22), {}, 22, 0.40);
    canvas.softShadow(Outline::ellipse({322, 680}, foot * 0.92, 9), {}, 6, 0.50);
    bagStrap(canvas, look, s);
    const double rise = look.part("handle") == "short" ? 66 : 168;
    const double sunk = s.body == 3 ? 26 : 0;
    Surface rear = leatherTrim(look);
    rear.top = rear.bottom = 0.72;
    canvas.tube(handleLine(s, rise + 8, 12, 20 + sunk), 15, rear);
    Surface body = look.surface;
    body.puff = 22.0;
    body.origin = {320, s.top};
    body.top = 1.03;
    body.bottom = 0.92;
    const Outline shape = bagBody(s);
    canvas.fill(shape, body, 0.3);
    bagFolds(canvas, s, shape);
    const Rgb thread = mixed(look.surface.colour, rgb(0xF3E3C8), 0.55);
    Surface trim = leatherTrim(look);
    if (s.body == 1) {
        canvas.tube(handleLine(s, rise, 0, 12), 16, trim, 0.4);
        bagFlap(canvas, look, s);
        return;
    }
    if (s.body != 3) { // hem, or a drawstring's casing
        canvas.stitches(
            Outline({320 - s.topHalf + 4, s.top + 17}).line({320 + s.topHalf - 4, s.top + 17}),
            thread, 8, 6, 1.6);
        canvas.fold(Outline({320 - s.topHalf, s.top + 23}).line({320 + s.topHalf, s.top + 23}), 2.4,
                    -0.30, shape);
    } else {
        canvas.stitches(
            Outline({320 - s.topHalf + 14, s.top + 14})
                .curve({320 - s.topHalf + 90, s.top + 36}, {260, s.top + 26}, {320, s.top + 18})
                .curve({380, s.top + 26}, {320 + s.topHalf - 90, s.top + 36},
                       {320 + s.topHalf - 14, s.top + 14}),
            thread, 8, 6, 1.6);
    }
    bagFittings(canvas, s, trim, rise, sunk);
}

} // namespace triptych::media
