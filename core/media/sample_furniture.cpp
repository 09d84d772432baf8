// SPDX-License-Identifier: GPL-3.0-or-later
// Chairs and lamps of the sample catalogue.
#include "core/media/sample_draw.h"

#include <array>

namespace triptych::media {

namespace {

Surface woodSurface(std::uint32_t hex, std::uint64_t seed)
{
    Surface out;
    out.colour = rgb(hex);
    out.texture = Texture::Wood;
    out.puff = 5.0;
    out.gloss = 0.10;
    out.seed = seed;
    return out;
}

struct ChairShape
{
    int back = 0; // 0 rounded, 1 arched, 2 shell, 3 two lobes
    double backTop = 180;
    double backHalf = 120;
    double seatHalf = 140;
    double seatTop = 432;
    double splay = 18;
    double legWidth = 17;
    bool tufted = false;
    std::uint32_t wood = 0xB98A5A;
};

ChairShape chairShape(Random& random)
{
    constexpr std::array<std::uint32_t, 3> kWoods{0xC29765, 0x7A5239, 0xA87748};
    ChairShape out;
    out.back = static_cast<int>(random.below(4));
    out.backTop = between(random, 150.0, 235.0);
    out.backHalf = between(random, 112.0, 140.0);
    out.seatHalf = out.backHalf + between(random, 14.0, 30.0);
    out.seatTop = between(random, 424.0, 450.0);
    out.splay = between(random, 4.0, 26.0);
    out.legWidth = between(random, 14.0, 22.0);
    out.tufted = random.below(2) == 0;
    out.wood = kWoods.at(static_cast<std::size_t>(random.below(kWoods.size())));
    return out;
}

Outline chairBack(const ChairShape& s)
{
    const double low = s.seatTop + 34;
    const double h = s.backHalf;
    Outline half({320, s.backTop});
    switch (s.back) {
    case 0:
        half.line({320 + h - 46, s.backTop}).arc({320 + h, s.backTop}, {320 + h, s.backTop + 46});
        half.curve({320 + h, s.backTop + 130}, {320 + h - 8, low - 70}, {320 + h - 12, low});
        break;
    case 1:
        half.curve({320 + h * 0.62, s.backTop}, {320 + h, s.backTop + 70},
                   {320 + h, s.backTop + 160});
        half.curve({320 + h, s.backTop + 200}, {320 + h - 4, low - 40}, {320 + h - 6, low});
        break;
    case 2:
        half.curve({320 + h * 0.75, s.backTop - 4}, {320 + h * 1.08, s.backTop + 34},
                   {320 + h * 1.04, s.backTop + 112});
        half.curve({320 + h, s.backTop + 190}, {320 + h * 0.82, low - 60}, {320 + h * 0.78, low});
        break;
    default:
        half = Outline({320, s.backTop + 22});
        half.curve({320 + 22, s.backTop + 22}, {320 + h * 0.24, s.backTop - 6},
                   {320 + h * 0.52, s.backTop - 6});
        half.curve({320 + h * 0.84, s.backTop - 6}, {320 + h, s.backTop + 30},
                   {320 + h, s.backTop + 92});
        half.line({320 + h - 6, low});
        break;
    }
    half.line({320, low});
    return half.mirror(320);
}

void chairLeg(Canvas& canvas, const Surface& wood, Point top, Point foot, double width)
{
    const double w = width / 2;
    canvas.fill(Outline({top.x - w, top.y})
                    .line({top.x + w, top.y})
                    .line({foot.x + w * 0.55, foot.y})
                    .arc({foot.x, foot.y + 3}, {foot.x - w * 0.55, foot.y}),
                wood);
}

void chairBackDetail(Canvas& canvas, const Look& look, const ChairShape& s, const Outline& back)
{
    if (look.material == "velvet") { // channels, so that it is told from fabric under a pattern too
        for (int i = -2; i <= 2; ++i) {
            const double x = 320 + i * s.backHalf * 0.36;
            canvas.fold(Outline({x, s.backTop - 20}).line({x, s.seatTop + 30}), 2.2, -0.55, back);
            canvas.fold(Outline({x - 5, s.backTop - 20}).line({x - 5, s.seatTop + 30}), 3.2, 0.20,
                        back);
        }
    } else if (s.tufted && look.surface.pattern == Pattern::Solid) { // buttons
        Surface button = look.surface;
        button.colour = brighter(look.surface.colour, 0.86);
        button.puff = 3.0;
        const double rise = (s.seatTop - s.backTop) / 3.1;
        for (int row = 0; row < 2; ++row) {
            for (int i = -1; i <= 1 + row; ++i) {
                const double x = 320 + (i - 0.5 * row) * s.backHalf * 0.50;
                const double y = s.backTop + rise * (1.0 + row * 0.95);
                canvas.softShadow(Outline::ellipse({x, y}, 7, 7), {0, 2}, 5.0, 0.45);
                canvas.fill(Outline::ellipse({x, y}, 5.5, 5.5), button);
            }
        }
    }
}

void chairArms(Canvas& canvas, const Look& look, const ChairShape& s, double frontLow)
{
    const auto& arms = look.part("arms");
    const double x = s.seatHalf;
    for (const double side : {-1.0, 1.0}) {
        const auto at = [side](double dx) { return 320 + side * dx; };
        if (arms == "wooden") {
            Surface wood = woodSurface(s.wood, look.seed + 40);
            wood.top = 1.04;
            canvas.tube(Outline({at(x + 4), frontLow - 20}).line({at(x + 12), s.seatTop - 62}), 13,
                        wood, 0.3);
            wood.angle = 1.5708;
            canvas.fill(Outline({at(s.backHalf - 2), s.seatTop - 98})
                            .curve({at(s.backHalf + 20), s.seatTop - 104},
                                   {at(x + 10), s.seatTop - 92}, {at(x + 24), s.seatTop - 72})
                            .arc({at(x + 28), s.seatTop - 58}, {at(x + 10), s.seatTop - 58})
                            .curve({at(x - 2), s.seatTop - 66},
                                   {at(s.backHalf + 16), s.seatTop - 80},
                                   {at(s.backHalf - 2), s.seatTop - 82}),
                        wood, 0.35);
        } else if (arms == "padded") {
            Surface pad = look.surface;
            pad.puff = 11.0;
            pad.origin = {at(x), 400};
            pad.top = 0.80;
            pad.bottom = 0.96;
            const double rise = s.seatTop - 84; // the arm runs back to the backrest
            canvas.fill(Outline({at(s.backHalf - 12), rise - 26})
                            .curve({at(s.backHalf + 8), rise - 36},
                                   {at(s.backHalf + 22), rise - 34},
                                   {at(s.backHalf + 28), rise - 18})
                            .line({at(x + 30), rise + 30})
                            .line({at(x - 12), s.seatTop + 40})
                            .line({at(s.backHalf - 12), s.seatTop + 8}),
                        pad, 0.35);
            pad.puff = 15.0;
            pad.top = 1.05;
            pad.bottom = 0.92;
            const double inner = side < 0 ? at(x + 34) : at(x - 16);
            const double outer = side < 0 ? at(x - 16) : at(x + 34);
            canvas.fill(Outline::roundedBox(inner, s.seatTop - 84, outer, frontLow + 6, 24), pad,
                        0.45);
        }
    }
}

void chairSeat(Canvas& canvas, const Look& look, const ChairShape& s, double frontTop,
               double frontLow)
{
    // The seat: its top in perspective, then its front edge.
    Surface seat = look.surface;
    seat.puff = 12.0;
    seat.relief *= 0.8;
    seat.origin = {320, frontTop};
    seat.top = 0.86;
    seat.bottom = 1.08;
    const double behind = s.backHalf - 8;
    Outline top({320, s.seatTop});
    top.line({320 + behind - 18, s.seatTop})
        .arc({320 + behind, s.seatTop}, {320 + behind + 5, s.seatTop + 14});
    top.line({320 + s.seatHalf, frontTop})
        .arc({320 + s.seatHalf + 3, frontTop + 18}, {320 + s.seatHalf - 20, frontTop + 18});
    top.line({320, frontTop + 20});
    canvas.fill(top.mirror(320), seat, 0.55);
    Surface front = look.surface;
    front.puff = 10.0;
    front.origin = {320, frontTop};
    front.top = 0.99;
    front.bottom = 0.84;
    canvas.fill(
        Outline::roundedBox(320 - s.seatHalf - 1, frontTop + 2, 320 + s.seatHalf + 1, frontLow, 17),
        front, 0.25);
    if (look.material == "leather") {
        const Rgb thread = mixed(look.surface.colour, look.surface.second, 0.55);
        canvas.stitches(Outline({320 - s.seatHalf + 14, frontTop + 11})
                            .line({320 + s.seatHalf - 14, frontTop + 11}),
                        thread, 7, 5, 1.5);
    }
}

} // namespace

void drawChair(Canvas& canvas, Look look)
{
    const ChairShape s = chairShape(look.shape);
    const double frontTop = s.seatTop + 52;
    const double frontLow = frontTop + 46;
    canvas.softShadow(Outline::ellipse({326, 676}, s.seatHalf * 1.18, 30), {}, 26, 0.40);
    for (const double side : {-1.0, 1.0}) {
        const double x = 320 + side * (s.seatHalf - 34);
        canvas.softShadow(Outline::ellipse({320 + side * (s.seatHalf - 22 + s.splay), 690}, 16, 5),
                          {}, 5, 0.5);
        Surface wood = woodSurface(s.wood, look.seed + (side < 0 ? 11U : 12U));
        wood.top = 0.62;
        wood.bottom = 0.74;
        chairLeg(canvas, wood, {x, frontLow - 12}, {x + side * s.splay * 0.3, 652},
                 s.legWidth * 0.85);
    }
    Surface back = look.surface;
    back.puff = 20.0;
    back.origin = {320, s.backTop};
    back.top = 1.03;
    back.bottom = 0.90;
    const Outline backShape = chairBack(s);
    canvas.fill(backShape, back);
    chairBackDetail(canvas, look, s, backShape);
    for (const double side : {-1.0, 1.0}) {
        const double x = 320 + side * (s.seatHalf - 22);
        Surface wood = woodSurface(s.wood, look.seed + (side < 0 ? 21U : 22U));
        wood.top = 0.86;
        chairLeg(canvas, wood, {x, frontLow - 6}, {x + side * s.splay, 690}, s.legWidth);
    }
    chairSeat(canvas, look, s, frontTop, frontLow);
    chairArms(canvas, look, s, frontLow);
}

namespace {

struct LampShape
{
    int base = 0; // 0 stem and plate, 1 vase, 2 tripod, 3 beads
    double shadeTop = 120;
    double shadeLow = 330;
    double shadeHalf = 150;
    double bodyHalf = 70;
    std::uint32_t glaze = 0xF0EAE0;
};

LampShape lampShape(Random& random)
{
    constexpr std::array<std::uint32_t, 4> kGlazes{0xF3EEE4, 0x9DB4B8, 0xD8B7A2, 0x56656E};
    LampShape out;
    out.base = static_cast<int>(random.below(4));
    out.shadeTop = between(random, 105.0, 140.0);
    out.shadeLow = out.shadeTop + between(random, 190.0, 235.0);
    out.shadeHalf = between(random, 135.0, 172.0);
    out.bodyHalf = between(random, 58.0, 86.0);
    out.glaze = kGlazes.at(static_cast<std::size_t>(random.below(kGlazes.size())));
    return out;
}

Surface baseSurface(const Look& look, const LampShape& s)
{
    Surface out;
    if (look.material == "brass") {
        out.colour = rgb(0xC79F55);
        out.texture = Texture::Metal;
        out.gloss = 0.8;
        out.angle = 1.5708;
    } else if (look.material == "wood") {
        out = woodSurface(0xB98350, look.seed + 7);
    } else {
        out.colour = rgb(s.glaze);
        out.texture = Texture::Ceramic;
        out.gloss = 0.65;
    }
    out.puff = 10.0;
    out.seed = look.seed + 8;
    return out;
}

void lampPlate(Canvas& canvas, Surface base, double half)
{
    base.left = 320 - half;
    base.right = 320 + half;
    base.puff = 3.0;
    Outline side({320 - half, 672});
    side.line({320 - half, 682}).curve({320 - half, 700}, {320 + half, 700}, {320 + half, 682});
    side.line({320 + half, 672});
    canvas.fill(side, base);
    base.left = base.right = 0.0;
    base.top = 1.0;
    base.bottom = 1.1;
    canvas.fill(Outline::ellipse({320, 672}, half, half * 0.16), base);
}

void lampBase(Canvas& canvas, const Look& look, const LampShape& s)
{
    Surface base = baseSurface(look, s);
    const double neck = s.shadeLow - 10;
    Surface stem = base;
    stem.puff = 5.0;
    if (s.base == 2) {
        for (const double dx : {-104.0, 112.0, 10.0}) {
            Surface leg = stem;
            leg.top = dx == 10.0 ? 1.0 : 0.92;
            canvas.softShadow(Outline::ellipse({320 + dx, 690}, 18, 5), {}, 5, 0.5);
            canvas.tube(Outline({320 + dx * 0.08, neck}).line({320 + dx, 686}), 13, leg, 0.3);
        }
        canvas.fill(Outline::ellipse({322, neck + 46}, 19, 12), stem, 0.3);
        return;
    }
    lampPlate(canvas, base, s.base == 0 ? s.bodyHalf + 22 : s.bodyHalf * 0.86);
    canvas.tube(Outline({320, neck}).line({320, 668}), s.base == 0 ? 15 : 20, stem, 0.3);
    base.left = 320 - s.bodyHalf;
    base.right = 320 + s.bodyHalf;
    if (s.base == 1) {
        const double h = s.bodyHalf;
        Outline half({320, 420});
        half.line({320 + h * 0.28, 420})
            .curve({320 + h * 0.30, 470}, {320 + h, 490}, {320 + h, 560});
        half.curve({320 + h, 620}, {320 + h * 0.62, 650}, {320 + h * 0.55, 672});
        half.arc({320 + h * 0.30, 682}, {320, 682});
        canvas.fill(half.mirror(320), base, 0.3);
    } else if (s.base == 3) {
        const std::array<double, 3> sizes{0.54, 0.74, 0.94};
        double y = 668;
        for (std::size_t i = sizes.size(); i-- > 0;) {
            const double r = s.bodyHalf * sizes.at(i);
            base.left = 320 - r;
            base.right = 320 + r;
            canvas.fill(Outline::ellipse({320, y - r * 0.80}, r, r * 0.82), base, 0.35);
            y -= r * 1.5;
        }
    }
}

Outline shadeBody(const std::string& shade, const LampShape& s)
{
    const double w = s.shadeHalf;
    const double t = s.shadeTop;
    const double b = s.shadeLow;
    if (shade == "globe") {
        const double r = (b - t) / 2 * 1.04;
        return Outline::ellipse({320, (t + b) / 2 + 4}, r * 1.05, r);
    }
    const double upper = shade == "cone" ? w * 0.46 : w * 0.90;
    Outline out({320 - upper, t});
    if (shade == "dome") {
        out = Outline({320 - w, b});
        out.curve({320 - w, t + 40}, {320 - w * 0.62, t}, {320, t});
        out.curve({320 + w * 0.62, t}, {320 + w, t + 40}, {320 + w, b});
        out.curve({320 + w * 0.6, b + 22}, {320 - w * 0.6, b + 22}, {320 - w, b});
        return out;
    }
    const double lower = shade == "cone" ? w : w * 0.93;
    out.curve({320 - upper * 0.6, t + 15}, {320 + upper * 0.6, t + 15}, {320 + upper, t});
    out.line({320 + lower, b});
    out.curve({320 + lower * 0.6, b + 22}, {320 - lower * 0.6, b + 22}, {320 - lower, b});
    return out;
}

} // namespace

void drawLamp(Canvas& canvas, Look look)
{
    const LampShape s = lampShape(look.shape);
    const auto& shade = look.part("shade");
    canvas.glow({320, (s.shadeTop + s.shadeLow) / 2}, 260, rgb(0xFFF3D6), 0.45);
    canvas.softShadow(Outline::ellipse({326, 684}, s.bodyHalf * 1.35, 17), {}, 16, 0.45);
    lampBase(canvas, look, s);
    Surface cloth = look.surface;
    cloth.texture = Texture::Linen;
    cloth.gloss = 0.0;
    cloth.puff = shade == "globe" || shade == "dome" ? 40.0 : 4.0;
    cloth.relief = 0.7;
    cloth.left = 320 - s.shadeHalf * 1.02;
    cloth.right = 320 + s.shadeHalf * 1.02;
    cloth.origin = {320, s.shadeTop};
    cloth.top = 0.98;
    cloth.bottom = 1.14;
    const double upper = shade == "cone" ? s.shadeHalf * 0.46 : s.shadeHalf * 0.90;
    if (shade == "cone" || shade == "drum") {
        Surface inside;
        inside.colour = mixed(rgb(0xFFE9B8), look.surface.colour, 0.25);
        inside.puff = 4.0;
        inside.top = 0.86;
        inside.bottom = 1.05;
        canvas.fill(Outline::ellipse({320, s.shadeTop}, upper, 11.5), inside);
    }
    const Outline body = shadeBody(shade, s);
    canvas.fill(body, cloth, 0.5);
    if (shade == "cone" || shade == "drum") { // trimmed edges
        const Rgb trim = brighter(look.surface.colour, 0.80);
        const double lower = shade == "cone" ? s.shadeHalf : s.shadeHalf * 0.93;
        canvas.line(Outline({320 - lower, s.shadeLow - 2})
                        .curve({320 - lower * 0.6, s.shadeLow + 20},
                               {320 + lower * 0.6, s.shadeLow + 20}, {320 + lower, s.shadeLow - 2}),
                    4, trim, 0.7);
        canvas.line(Outline({320 - upper, s.shadeTop + 1})
                        .curve({320 - upper * 0.6, s.shadeTop + 16},
                               {320 + upper * 0.6, s.shadeTop + 16}, {320 + upper, s.shadeTop + 1}),
                    3.5, trim, 0.6);
    }
}

} // namespace triptych::media
