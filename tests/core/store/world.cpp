// SPDX-License-Identifier: GPL-3.0-or-later
// Building small projects.
#include "world.h"

#include "core/base/sha256.h"

namespace triptych::store {

World::World()
    : db(value(Database::create(file(), {})))
{}

std::unique_ptr<Database> World::open(const std::filesystem::path& file,
                                      const DatabaseOptions& options)
{
    return value(Database::open(file, options));
}

std::filesystem::path World::file(const char* name) const
{
    return std::filesystem::path{folder.path().toStdString()} / name;
}

RootId World::root()
{
    return write([&](WriteTransaction& t) {
        Root root;
        root.label = "photos";
        root.path = "/photos";
        return value(ImageStore(*db).ensureRoot(t, root));
    });
}

ImageId World::image(const std::string& name, const Attributes& attributes,
                     const std::string& product, const std::string& sha256)
{
    Image image;
    image.root = root();
    image.name = name;
    image.state = ImageState::Present;
    image.sha256 = sha256.empty() ? sha256Hex(name) : sha256;
    image.width = 640;
    image.height = 480;
    image.product = product;
    image.category = "chairs";
    image.attributes = attributes;
    return write([&](WriteTransaction& t) {
        return value(ImageStore(*db).upsert(t, {&image, 1}, {})).front().id;
    });
}

PairId World::pair(const std::string& reference, const std::string& target)
{
    const NewPair pair{image(reference), image(target), {}, {}};
    return write(
        [&](WriteTransaction& t) { return value(PairStore(*db).add(t, {&pair, 1})).front().id; });
}

SlotId World::text(PairId pair, const std::string& body, Direction direction,
                   const std::string& version, const std::string& parts)
{
    NewText text;
    text.slot = {pair, direction, "en", 0};
    text.origin = Origin::Generator;
    text.generator = "catalogue";
    text.version = version;
    text.parts = parts;
    text.body = body;
    text.terms = body;
    return write(
        [&](WriteTransaction& t) { return value(TextStore(*db).add(t, {&text, 1})).front().slot; });
}

TextId World::personText(SlotId slotId, const std::string& body)
{
    const auto stored = slot(slotId);
    NewText text;
    text.slot = stored.address;
    text.origin = Origin::Person;
    text.parent = stored.text;
    text.body = body;
    text.terms = body;
    return write(
        [&](WriteTransaction& t) { return value(TextStore(*db).add(t, {&text, 1})).front().id; });
}

std::string World::reviewer(const std::string& name)
{
    return write(
        [&](WriteTransaction& t) { return value(ReviewerStore(*db).findOrAdd(t, name)).stableId; });
}

Event World::decide(SlotId slotId, const std::string& kind, const std::string& who,
                    const Event& more)
{
    auto event = more;
    const auto stored = slot(slotId);
    event.kind = kind;
    event.reviewer = reviewer(who);
    event.slot = stored.key;
    if (stored.text && event.textBefore.empty() &&
        (kind == "accept" || kind == "reject" || kind == "edit")) {
        event.textBefore = value(TextStore(*db).textById(*stored.text))->key;
        event.textAfter = event.textAfter.empty() ? event.textBefore : event.textAfter;
    }
    return write(
        [&](WriteTransaction& t) { return value(EventStore(*db).append(t, {event})).front(); });
}

Event World::subjectEvent(const std::string& kind, const std::string& subject,
                          const std::string& who, const std::string& textAfter)
{
    Event event;
    event.kind = kind;
    event.reviewer = reviewer(who);
    event.subject = subject;
    event.textAfter = textAfter;
    return write(
        [&](WriteTransaction& t) { return value(EventStore(*db).append(t, {event})).front(); });
}

Event World::undo(const std::string& kind, const std::string& subject, const std::string& who)
{
    return subjectEvent(kind, subject, who);
}

StoredSlot World::slot(SlotId id)
{
    return value(TextStore(*db).slotById(id)).value();
}

std::string World::bodyOf(SlotId id)
{
    const auto stored = slot(id);
    return stored.text ? value(TextStore(*db).textById(*stored.text))->body : std::string{};
}

std::vector<PairId> World::find(const std::string& where)
{
    PairQuery query;
    query.filter = value(parseFilter(where));
    query.language = "en";
    return value(Reader(*db).pairIds(query));
}

Example addExample(World& world, const std::string& name)
{
    Example example;
    example.pair = world.pair(name + "-a.jpg", name + "-b.jpg");
    example.forward = world.text(example.pair, "make it blue " + name);
    example.reverse = world.text(example.pair, "make it red " + name, Direction::Reverse);
    return example;
}

} // namespace triptych::store
