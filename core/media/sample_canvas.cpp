// SPDX-License-Identifier: GPL-3.0-or-later
// Painting at twice the size in floating point, then averaged down: no steps, no jagged edge.
#include "core/media/sample_canvas.h"

#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

namespace triptych::media {

namespace {

constexpr double kDesignWidth = 640.0;
constexpr double kDesignHeight = 800.0;
constexpr int kOver = 2;   // supersampling
constexpr int kCoarse = 4; // blurs and heights are made at a quarter
constexpr int kShift = 4;  // fractional bits of OpenCV's polygon points
constexpr double kLightX = -0.44;
constexpr double kLightY = -0.58;
constexpr double kLightZ = 0.685;

struct Slope
{
    cv::Mat x;
    cv::Mat y;
};

cv::Mat blurred(const cv::Mat& coarse, double sigma)
{
    cv::Mat out;
    cv::GaussianBlur(coarse, out, {}, std::max(sigma, 0.5), 0, cv::BORDER_CONSTANT);
    return out;
}

} // namespace

struct Canvas::State
{
    cv::Mat image;       // 32F, 3 channels RGB, 0 … 1, supersampled
    cv::Mat object;      // 8U: where the object is
    cv::Size size;       // of the finished picture
    double pixels = 1.0; // supersampled pixels a design unit
    Pose pose;

    [[nodiscard]] Point placed(Point p) const
    {
        const double c = std::cos(pose.tilt);
        const double s = std::sin(pose.tilt);
        const double x = (p.x - pose.anchor.x) * pose.scale;
        const double y = (p.y - pose.anchor.y) * pose.scale;
        return {(c * x - s * y + pose.anchor.x + pose.shift.x) * pixels,
                (s * x + c * y + pose.anchor.y + pose.shift.y) * pixels};
    }
    [[nodiscard]] double length(double units) const { return units * pixels * pose.scale; }

    [[nodiscard]] std::vector<cv::Point> points(const Outline& outline) const
    {
        std::vector<cv::Point> out;
        out.reserve(outline.points().size());
        for (const auto& p : outline.points()) {
            const auto at = placed(p);
            out.emplace_back(cvRound(at.x * (1 << kShift)), cvRound(at.y * (1 << kShift)));
        }
        return out;
    }
    // Pixel box of the points with a margin, a whole number of coarse pixels, inside the image.
    [[nodiscard]] cv::Rect box(const std::vector<cv::Point>& points, double margin) const
    {
        const cv::Rect tight = cv::boundingRect(points);
        const int more = static_cast<int>(std::ceil(margin)) + 2;
        const auto down = [](int v) { return v / kCoarse * kCoarse; };
        const int left = down(std::max((tight.x >> kShift) - more, 0));
        const int top = down(std::max((tight.y >> kShift) - more, 0));
        const int right =
            std::min(((tight.x + tight.width) >> kShift) + more + kCoarse, image.cols);
        const int bottom =
            std::min(((tight.y + tight.height) >> kShift) + more + kCoarse, image.rows);
        return {left, top, std::max(right - left, 0), std::max(bottom - top, 0)};
    }
    static cv::Mat mask(const std::vector<cv::Point>& points, const cv::Rect& box)
    {
        cv::Mat out(box.size(), CV_8UC1, cv::Scalar(0));
        const cv::Point offset(-box.x, -box.y);
        std::vector<std::vector<cv::Point>> moved{points};
        for (auto& p : moved[0]) {
            p.x += offset.x * (1 << kShift);
            p.y += offset.y * (1 << kShift);
        }
        cv::fillPoly(out, moved, cv::Scalar(255), cv::LINE_AA, kShift);
        return out;
    }
    cv::Mat lineMask(const Outline& outline, double width, const cv::Rect& box) const
    {
        cv::Mat out(box.size(), CV_8UC1, cv::Scalar(0));
        auto line = points(outline);
        for (auto& p : line) {
            p.x -= box.x * (1 << kShift);
            p.y -= box.y * (1 << kShift);
        }
        const int thickness = std::max(cvRound(length(width)), 1);
        cv::polylines(out, std::vector<std::vector<cv::Point>>{line}, false, cv::Scalar(255),
                      thickness, cv::LINE_AA, kShift);
        return out;
    }
    static cv::Mat coarse(const cv::Mat& mask)
    {
        cv::Mat small;
        cv::resize(mask, small,
                   {std::max(mask.cols / kCoarse, 1), std::max(mask.rows / kCoarse, 1)}, 0, 0,
                   cv::INTER_AREA);
        cv::Mat out;
        small.convertTo(out, CV_32F, 1.0 / 255.0);
        return out;
    }
    static cv::Mat fine(const cv::Mat& coarse, cv::Size to)
    {
        cv::Mat out;
        cv::resize(coarse, out, to, 0, 0, cv::INTER_LINEAR);
        return out;
    }

    Slope slope(const cv::Mat& mask, double puff, double relief) const
    {
        const double sigma = length(puff) / kCoarse;
        const cv::Mat height = blurred(coarse(mask), sigma);
        cv::Mat gx;
        cv::Mat gy;
        const double gain = -1.25 * relief * std::max(sigma, 0.5);
        cv::Sobel(height, gx, CV_32F, 1, 0, 3, gain / 8.0 * 2.0);
        cv::Sobel(height, gy, CV_32F, 0, 1, 3, gain / 8.0 * 2.0);
        return {fine(gx, mask.size()), fine(gy, mask.size())};
    }

    void darken(const cv::Mat& amount, const cv::Rect& box, bool objectOnly)
    {
        for (int y = 0; y < box.height; ++y) {
            auto* row = image.ptr<float>(box.y + y) + std::ptrdiff_t{box.x} * 3;
            const auto* a = amount.ptr<float>(y);
            const auto* there = object.ptr<std::uint8_t>(box.y + y) + box.x;
            for (int x = 0; x < box.width; ++x) {
                const float k = objectOnly ? a[x] * static_cast<float>(there[x]) / 255.0F : a[x];
                // Shadows keep some of the colour: blue falls least.
                row[x * 3] *= 1.0F - k;
                row[x * 3 + 1] *= 1.0F - k * 0.97F;
                row[x * 3 + 2] *= 1.0F - k * 0.92F;
            }
        }
    }

    void castShadow(const cv::Mat& mask, const cv::Rect& box, double cast)
    {
        const double sigma = length(7.0) / kCoarse;
        cv::Mat soft = blurred(coarse(mask), sigma);
        const cv::Mat move =
            (cv::Mat_<double>(2, 3) << 1, 0, length(2.5) / kCoarse, 0, 1, length(5.0) / kCoarse);
        cv::Mat moved;
        cv::warpAffine(soft, moved, move, soft.size());
        darken(fine(moved * cast, box.size()), box, true);
    }

    void paint(const cv::Mat& mask, const cv::Rect& box, const Surface& surface);
};

namespace {

// Bright light is compressed, not cut: white cloth keeps its weave.
float softTop(float value)
{
    constexpr float kKnee = 0.88F;
    constexpr float kRest = 1.0F - kKnee;
    return value <= kKnee ? value : kKnee + kRest * (1.0F - std::exp((kKnee - value) / kRest));
}

struct Lit
{
    double diffuse = 1.0;
    double shine = 0.0;
};

// Lambert plus Blinn's highlight; a level surface comes out at exactly 1.
Lit lit(double nx, double ny, double gloss)
{
    const double length = std::sqrt(nx * nx + ny * ny + 1.0);
    const double dot = (nx * kLightX + ny * kLightY + kLightZ) / length;
    Lit out;
    out.diffuse = 1.0 + 0.78 * (std::max(dot, -0.2) - kLightZ);
    if (gloss > 0.0) {
        // Half vector between the light and the eye (0, 0, 1), normalised.
        constexpr double kHalfLength = 1.8357;
        const double half = (nx * kLightX + ny * kLightY + kLightZ + 1.0) / (length * kHalfLength);
        double power = std::max(half, 0.0); // to the 32nd: std::pow took a third of the time
        for (int i = 0; i < 5; ++i) {
            power *= power;
        }
        out.shine = gloss * power * 0.85;
    }
    return out;
}

Rgb shaded(Rgb base, const Lit& light, double level, double flatShine)
{
    const auto diffuse = static_cast<float>(std::max(light.diffuse, 0.0) * level);
    const auto shine = static_cast<float>(std::max(light.shine - flatShine, 0.0));
    // Shade of a colour stays warm: yellow goes to ochre, not to olive. Greys stay grey.
    const float chroma = std::max({base.r, base.g, base.b}) - std::min({base.r, base.g, base.b});
    const float dim = std::max(1.0F - diffuse, 0.0F) * std::min(2.0F * chroma, 1.0F);
    return {softTop(base.r * (diffuse + 0.14F * dim) + shine), softTop(base.g * diffuse + shine),
            softTop(base.b * (diffuse + 0.05F * dim) + shine)};
}

} // namespace

void Canvas::State::paint(const cv::Mat& mask, const cv::Rect& box, const Surface& surface)
{
    const Slope tilt = surface.puff > 0.0 ? slope(mask, surface.puff, surface.relief) : Slope{};
    const double c = std::cos(-pose.tilt);
    const double s = std::sin(-pose.tilt);
    const double ca = std::cos(surface.angle);
    const double sa = std::sin(surface.angle);
    const bool cylinder = surface.right > surface.left;
    const double radius = (surface.right - surface.left) / 2.0;
    const double flatShine = lit(0.0, 0.0, surface.gloss).shine;
    for (int y = 0; y < box.height; ++y) {
        const auto* cover = mask.ptr<std::uint8_t>(y);
        auto* row = image.ptr<float>(box.y + y) + std::ptrdiff_t{box.x} * 3;
        auto* there = object.ptr<std::uint8_t>(box.y + y) + box.x;
        const double down = static_cast<double>(y) / std::max(box.height - 1, 1);
        const double level = std::lerp(surface.top, surface.bottom, down);
        for (int x = 0; x < box.width; ++x) {
            if (cover[x] == 0) {
                continue;
            }
            const double px = (box.x + x + 0.5) / pixels - pose.anchor.x - pose.shift.x;
            const double py = (box.y + y + 0.5) / pixels - pose.anchor.y - pose.shift.y;
            const double dx = (c * px - s * py) / pose.scale + pose.anchor.x;
            const double dy = (s * px + c * py) / pose.scale + pose.anchor.y;
            double nx = tilt.x.empty() ? 0.0 : tilt.x.at<float>(y, x);
            const double ny = tilt.y.empty() ? 0.0 : tilt.y.at<float>(y, x);
            double u = dx - surface.origin.x;
            const double v = dy - surface.origin.y;
            if (cylinder) {
                const double t = std::clamp((dx - surface.left) / radius - 1.0, -0.985, 0.985);
                u = std::asin(t) * radius;
                nx += 0.62 * t / std::sqrt(1.0 - t * t * 0.9);
            }
            const Rgb base = surfaceColour(surface, ca * u + sa * v, ca * v - sa * u);
            const Rgb value = shaded(base, lit(nx, ny, surface.gloss), level, flatShine);
            const float a = static_cast<float>(cover[x]) / 255.0F;
            auto* at = row + std::ptrdiff_t{x} * 3;
            at[0] += (value.r - at[0]) * a;
            at[1] += (value.g - at[1]) * a;
            at[2] += (value.b - at[2]) * a;
            there[x] = std::max(there[x], cover[x]);
        }
    }
}

Canvas::Canvas(int width, int height)
    : m_state(std::make_unique<State>())
{
    m_state->size = {width, height};
    m_state->image.create(height * kOver, width * kOver, CV_32FC3);
    m_state->object = cv::Mat(height * kOver, width * kOver, CV_8UC1, cv::Scalar(0));
    m_state->pixels = std::min(width / kDesignWidth, height / kDesignHeight) * kOver;
    // Other proportions than 4 : 5: the design stands in the middle.
    m_state->pose.shift = {};
}

Canvas::~Canvas() = default;

void Canvas::setPose(const Pose& pose)
{
    auto& state = *m_state;
    state.pose = pose;
    state.pose.shift.x += (state.image.cols / state.pixels - kDesignWidth) / 2.0;
    state.pose.shift.y += (state.image.rows / state.pixels - kDesignHeight) / 2.0;
}

void Canvas::studio(Rgb wall, double floorAt)
{
    auto& image = m_state->image;
    const double horizon = floorAt < 0.0 ? 2.0 : floorAt / kDesignHeight;
    for (int y = 0; y < image.rows; ++y) {
        auto* row = image.ptr<float>(y);
        const double v = (y + 0.5) / image.rows;
        const double floor = 1.0 / (1.0 + std::exp(-(v - horizon) * 34.0));
        for (int x = 0; x < image.cols; ++x) {
            const double u = (x + 0.5) / image.cols;
            const double spot =
                std::exp(-((u - 0.40) * (u - 0.40) * 2.1 + (v - 0.34) * (v - 0.34) * 1.7));
            const double level = 0.895 + 0.135 * spot - floor * (0.055 - 0.10 * (v - horizon));
            row[x * 3] = std::min(wall.r * static_cast<float>(level), 1.0F);
            row[x * 3 + 1] = std::min(wall.g * static_cast<float>(level), 1.0F);
            row[x * 3 + 2] = std::min(wall.b * static_cast<float>(level), 1.0F);
        }
    }
}

void Canvas::softShadow(const Outline& outline, Point offset, double blur, double strength)
{
    auto& state = *m_state;
    Outline moved({outline.points().front().x + offset.x, outline.points().front().y + offset.y});
    for (const auto& p : outline.points()) {
        moved.line({p.x + offset.x, p.y + offset.y});
    }
    const auto points = state.points(moved);
    const auto box = state.box(points, state.length(blur * 3.0));
    if (box.empty()) {
        return;
    }
    const cv::Mat soft =
        blurred(State::coarse(State::mask(points, box)), state.length(blur) / kCoarse);
    state.darken(State::fine(soft * strength, box.size()), box, false);
}

void Canvas::glow(Point centre, double radius, Rgb colour, double strength)
{
    auto& state = *m_state;
    const auto at = state.placed(centre);
    const double reach = state.length(radius);
    for (int y = 0; y < state.image.rows; ++y) {
        auto* row = state.image.ptr<float>(y);
        for (int x = 0; x < state.image.cols; ++x) {
            const double d = ((x - at.x) * (x - at.x) + (y - at.y) * (y - at.y)) / (reach * reach);
            if (d > 6.0) {
                continue;
            }
            const auto k = static_cast<float>(strength * std::exp(-d));
            row[x * 3] += (colour.r - row[x * 3]) * k;
            row[x * 3 + 1] += (colour.g - row[x * 3 + 1]) * k;
            row[x * 3 + 2] += (colour.b - row[x * 3 + 2]) * k;
        }
    }
}

void Canvas::fill(const Outline& outline, const Surface& surface, double cast)
{
    auto& state = *m_state;
    const auto points = state.points(outline);
    const auto box = state.box(points, state.length(28.0));
    if (box.empty()) {
        return;
    }
    const cv::Mat mask = State::mask(points, box);
    if (cast > 0.0) {
        state.castShadow(mask, box, cast);
    }
    state.paint(mask, box, surface);
}

void Canvas::fillInside(const Outline& outline, const Outline& clip, const Surface& surface)
{
    auto& state = *m_state;
    const auto points = state.points(outline);
    const auto box = state.box(points, 0.0);
    if (box.empty()) {
        return;
    }
    cv::Mat mask = State::mask(points, box);
    cv::min(mask, State::mask(state.points(clip), box), mask);
    state.paint(mask, box, surface);
}

void Canvas::tube(const Outline& line, double width, const Surface& surface, double cast)
{
    auto& state = *m_state;
    const auto box = state.box(state.points(line), state.length(width + 28.0));
    if (box.empty()) {
        return;
    }
    const cv::Mat mask = state.lineMask(line, width, box);
    if (cast > 0.0) {
        state.castShadow(mask, box, cast);
    }
    state.paint(mask, box, surface);
}

void Canvas::line(const Outline& line, double width, Rgb colour, double strength)
{
    auto& state = *m_state;
    const auto box = state.box(state.points(line), state.length(width));
    if (box.empty()) {
        return;
    }
    const cv::Mat mask = state.lineMask(line, width, box);
    for (int y = 0; y < box.height; ++y) {
        const auto* cover = mask.ptr<std::uint8_t>(y);
        auto* row = state.image.ptr<float>(box.y + y) + std::ptrdiff_t{box.x} * 3;
        const auto* there = state.object.ptr<std::uint8_t>(box.y + y) + box.x;
        for (int x = 0; x < box.width; ++x) {
            const float a =
                static_cast<float>(cover[x] * there[x]) / 65025.0F * static_cast<float>(strength);
            row[x * 3] += (colour.r - row[x * 3]) * a;
            row[x * 3 + 1] += (colour.g - row[x * 3 + 1]) * a;
            row[x * 3 + 2] += (colour.b - row[x * 3 + 2]) * a;
        }
    }
}

void Canvas::stitches(const Outline& path, Rgb colour, double length, double gap, double width)
{
    double walked = 0.0;
    const auto& points = path.points();
    for (std::size_t i = 1; i < points.size(); ++i) {
        const Point a = points[i - 1];
        const Point b = points[i];
        const double whole = std::hypot(b.x - a.x, b.y - a.y);
        for (double at = 0.0; at < whole;) {
            const double phase = std::fmod(walked, length + gap);
            const bool on = phase < length;
            const double step = std::min((on ? length : length + gap) - phase + 1e-6, whole - at);
            if (on) {
                const auto along = [&](double d) {
                    return Point{a.x + (b.x - a.x) * d / whole, a.y + (b.y - a.y) * d / whole};
                };
                line(Outline(along(at)).line(along(at + step)), width, colour, 0.8);
            }
            at += step;
            walked += step;
        }
    }
}

void Canvas::fold(const Outline& line, double width, double strength, const Outline& clip)
{
    auto& state = *m_state;
    const auto box = state.box(state.points(line), state.length(width * 3.0));
    if (box.empty()) {
        return;
    }
    const cv::Mat soft = State::fine(
        blurred(State::coarse(state.lineMask(line, width, box)), state.length(width) / kCoarse),
        box.size());
    const cv::Mat inside = State::mask(state.points(clip), box);
    for (int y = 0; y < box.height; ++y) {
        auto* row = state.image.ptr<float>(box.y + y) + std::ptrdiff_t{box.x} * 3;
        for (int x = 0; x < box.width; ++x) {
            const float k = 1.0F + static_cast<float>(strength) * soft.at<float>(y, x) *
                                       static_cast<float>(inside.at<std::uint8_t>(y, x)) / 255.0F;
            for (int i = 0; i < 3; ++i) {
                row[x * 3 + i] = std::min(row[x * 3 + i] * k, 1.0F);
            }
        }
    }
}

PixelBuffer Canvas::finish() const
{
    const auto& state = *m_state;
    cv::Mat small;
    cv::resize(state.image, small, state.size, 0, 0, cv::INTER_AREA);
    PixelBuffer out;
    out.width = state.size.width;
    out.height = state.size.height;
    out.stride = static_cast<std::size_t>(out.width) * 4;
    auto data = std::make_shared<std::vector<std::uint8_t>>(
        out.stride * static_cast<std::size_t>(out.height), std::uint8_t{255});
    for (int y = 0; y < out.height; ++y) {
        const auto* from = small.ptr<float>(y);
        auto* to = data->data() + out.stride * static_cast<std::size_t>(y);
        for (int x = 0; x < out.width; ++x) {
            // Half a step of ordered noise against bands in soft gradients.
            const float dither = static_cast<float>((x * 5 + y * 3 + x * y) % 8) / 8.0F;
            for (int k = 0; k < 3; ++k) {
                const float value = std::clamp(from[x * 3 + k], 0.0F, 1.0F) * 255.0F + dither;
                to[x * 4 + k] = static_cast<std::uint8_t>(std::min(value, 255.0F));
            }
        }
    }
    out.data = std::move(data);
    return out;
}

} // namespace triptych::media
