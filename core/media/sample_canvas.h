// SPDX-License-Identifier: GPL-3.0-or-later
// What the sample catalogue is painted on: outlines filled with lit, textured, patterned surfaces.
// Coordinates are design units: the picture is 640 wide and 800 high whatever its size in pixels.
#pragma once

#include "core/domain/pixel_buffer.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace triptych::media {

struct Point
{
    double x = 0.0;
    double y = 0.0;
};

struct Rgb
{
    float r = 0.0F; // 0 … 1, sRGB
    float g = 0.0F;
    float b = 0.0F;
};
Rgb rgb(std::uint32_t hex);            // 0xRRGGBB
Rgb mixed(Rgb a, Rgb b, double share); // share of b
Rgb brighter(Rgb colour, double factor);

// A line or a closed outline, curves flattened while it is built.
class Outline
{
public:
    explicit Outline(Point start)
        : m_points{start}
    {}
    Outline& line(Point to);
    Outline& curve(Point control1, Point control2, Point to); // cubic Bézier
    Outline& arc(Point control, Point to);                    // quadratic
    [[nodiscard]] const std::vector<Point>& points() const { return m_points; }
    // Mirrored on the vertical x = axis, appended backwards: half a symmetric shape becomes a
    // whole.
    Outline& mirror(double axis);

    static Outline ellipse(Point centre, double rx, double ry);
    static Outline roundedBox(double left, double top, double right, double bottom, double radius);

private:
    std::vector<Point> m_points;
};

enum class Texture
{
    Smooth,
    Fabric,
    Velvet,
    Leather,
    Wood,
    Metal,
    Ceramic,
    Stoneware,
    Enamel,
    Cotton,
    Linen,
    Denim,
    Knit,
    Canvas,
    Felt,
};
enum class Pattern
{
    Solid,
    Striped,
    Checked,
    Dotted,
    Zigzag
};

struct Surface
{
    Rgb colour;
    Rgb second; // the pattern's other colour
    Texture texture = Texture::Smooth;
    Pattern pattern = Pattern::Solid;
    double puff = 12.0;  // how far from its edge a shape is rounded; 0 = flat
    double relief = 1.0; // how strongly
    double gloss = 0.0;  // 0 … 1
    double scale = 1.0;  // of the pattern
    double angle = 0.0;  // of pattern and texture, radians
    Point origin;        // of pattern and texture
    double left = 0.0;   // a cylinder's edges; left = right: not a cylinder
    double right = 0.0;
    double top = 1.0; // brightness at the upper end of the shape, and at the lower
    double bottom = 1.0;
    std::uint64_t seed = 0;
};

// Colour of a surface at a point, pattern and texture but no light; `gloss` 0 … 1 may be changed by
// the texture.
Rgb surfaceColour(const Surface& surface, double u, double v);

struct Pose
{
    double scale = 1.0; // about `anchor`
    double tilt = 0.0;  // radians about `anchor`
    Point anchor{320, 400};
    Point shift;
};

class Canvas
{
public:
    Canvas(int width, int height);
    ~Canvas();
    Canvas(const Canvas&) = delete;
    Canvas& operator=(const Canvas&) = delete;

    // Where everything drawn from now on stands.
    void setPose(const Pose& pose);
    // A studio: wall over floor, light from the upper left. floorAt < 0: no floor, seen from above.
    void studio(Rgb wall, double floorAt);
    // Darkens what lies under it; blurred.
    void softShadow(const Outline& outline, Point offset, double blur, double strength);
    // Lightens towards a colour, round.
    void glow(Point centre, double radius, Rgb colour, double strength);
    // `cast` darkens what of the object lies around the new shape (0 … 1).
    void fill(const Outline& outline, const Surface& surface, double cast = 0.0);
    // As fill, only where `clip` is too.
    void fillInside(const Outline& outline, const Outline& clip, const Surface& surface);
    // A rounded line of this width, lit like a tube.
    void tube(const Outline& line, double width, const Surface& surface, double cast = 0.0);
    // Thin line without light, on the object only.
    void line(const Outline& line, double width, Rgb colour, double strength);
    void stitches(const Outline& line, Rgb colour, double length, double gap, double width);
    // A soft dark (strength < 0) or light fold within `clip`.
    void fold(const Outline& line, double width, double strength, const Outline& clip);

    [[nodiscard]] PixelBuffer finish() const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace triptych::media
