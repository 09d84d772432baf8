// SPDX-License-Identifier: GPL-3.0-or-later
// Roots and images.
#include "core/store/images.h"

#include "core/store/images_internal.h"
#include "core/store/json.h"
#include "core/store/projection.h"
#include "core/store/rows.h"
#include "core/store/sql.h"

#include <filesystem>

namespace triptych::store {

namespace {

template <typename Value>
std::optional<Image> findImage(Connection& connection, const char* where, const Value& value)
{
    Query row(connection, "SELECT" + std::string{kImageColumns} + "FROM image i WHERE " + where);
    row.with(value);
    return row.step() ? std::optional{imageFrom(row)} : std::nullopt;
}

// The writing side of one upsert call.
class Upsert
{
public:
    Upsert(Connection& connection, const UpsertOptions& options)
        : m_connection(connection)
        , m_options(options)
        , m_tombstones(anyTombstone(connection))
        , m_insert(
              connection,
              "INSERT INTO image(key, root, name, state, sha256, phash, bytes, modified, width, "
              "height,"
              " product, category, duplicate_of, batch, source, licence, attributes)"
              " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)"
              " ON CONFLICT(key) DO NOTHING")
        , m_same(connection, "SELECT id, coalesce(duplicate_of, id) FROM image WHERE sha256 = ?1"
                             " ORDER BY id LIMIT 1")
    {}

    ImageChange put(const Image& given)
    {
        ImageChange change;
        const auto key = given.key.empty() ? imageKey(labelOf(given.root), given.name) : given.key;
        const auto duplicate = sameBytes(given);
        m_insert.run(AsKey{key}, given.root, given.name, given.state,
                     AsBytes{given.sha256 ? std::string_view{*given.sha256} : ""},
                     given.phash ? std::optional{static_cast<std::int64_t>(*given.phash)}
                                 : std::nullopt,
                     given.bytes, given.modified, given.width, given.height, OrNull{given.product},
                     OrNull{given.category}, duplicate, m_options.batch, OrNull{m_options.source},
                     OrNull{m_options.licence}, OrNull{jsonOf(given.attributes)});
        if (m_connection.changes() == 0) {
            return update(key, given);
        }
        change.id = ImageId{m_connection.lastInsertId()};
        change.what = ImageChange::What::Added;
        change.duplicateOf = duplicate;
        if (m_tombstones) {
            refreshRemoved(m_connection, change.id.value);
        }
        return change;
    }

private:
    ImageChange update(const Key& key, const Image& given)
    {
        const auto stored = findImage(m_connection, "i.key = ?1", AsKey{key});
        if (!stored) {
            return {};
        }
        auto change = compareImage(m_connection, *stored, given, m_options);
        if (change.what == ImageChange::What::Unchanged) {
            return change;
        }
        if (m_options.batch.valid() && !ownRow(stored->id)) {
            hold(stored->id, given);
        } else {
            applyImage(m_connection, *stored, given, m_options, change);
        }
        return change;
    }

    // Rows of the same unfinished batch are not visible yet and are changed in place.
    bool ownRow(ImageId id)
    {
        Query row(m_connection, "SELECT 1 FROM image WHERE id = ?1 AND batch = ?2");
        row.with(id, m_options.batch);
        return row.step();
    }

    void hold(ImageId id, const Image& given)
    {
        Query(
            m_connection,
            "INSERT INTO held_image(batch, image, content, catalogue, state, sha256, phash, bytes,"
            " modified, width, height, product, category, attributes)"
            " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)"
            " ON CONFLICT(batch, image) DO UPDATE SET content = excluded.content,"
            " catalogue = excluded.catalogue, state = excluded.state, sha256 = excluded.sha256,"
            " phash = excluded.phash, bytes = excluded.bytes, modified = excluded.modified,"
            " width = excluded.width, height = excluded.height, product = excluded.product,"
            " category = excluded.category, attributes = excluded.attributes")
            .run(m_options.batch, id, m_options.content, m_options.catalogue, given.state,
                 AsBytes{given.sha256 ? std::string_view{*given.sha256} : ""},
                 given.phash ? std::optional{static_cast<std::int64_t>(*given.phash)}
                             : std::nullopt,
                 given.bytes, given.modified, given.width, given.height, OrNull{given.product},
                 OrNull{given.category}, OrNull{jsonOf(given.attributes)});
    }

    std::optional<ImageId> sameBytes(const Image& given)
    {
        if (!given.sha256) {
            return given.duplicateOf;
        }
        m_same.with(AsBytes{*given.sha256});
        return m_same.step() ? std::optional{m_same.id<ImageTag>(1)} : std::nullopt;
    }

    const std::string& labelOf(RootId root)
    {
        if (m_root != root) {
            Query row(m_connection, "SELECT label FROM root WHERE id = ?1");
            row.with(root);
            m_label = row.step() ? row.text(0) : std::string{};
            m_root = root;
        }
        return m_label;
    }

    Connection& m_connection;
    const UpsertOptions& m_options;
    bool m_tombstones;
    Query m_insert;
    Query m_same;
    RootId m_root;
    std::string m_label;
};

} // namespace

Result<std::vector<Root>> ImageStore::roots()
{
    auto& connection = m_database.connection();
    return guarded(connection, [&]() -> Result<std::vector<Root>> {
        std::vector<Root> found;
        Query rows(connection, "SELECT id, label, path, source, licence FROM root ORDER BY label");
        while (rows.step()) {
            found.push_back(
                {rows.id<RootTag>(0), rows.text(1), rows.text(2), rows.text(3), rows.text(4)});
        }
        return found;
    });
}

Result<RootId> ImageStore::ensureRoot(WriteTransaction& transaction, const Root& root)
{
    auto& connection = transaction.database().connection();
    return guarded(connection, [&]() -> Result<RootId> {
        if (root.label.empty()) {
            return fail(ErrorCode::BadArgument, "a root needs a label");
        }
        Query row(connection, "SELECT id, path FROM root WHERE label = ?1");
        row.with(root.label);
        if (!row.step()) {
            Query(connection,
                  "INSERT INTO root(label, path, source, licence) VALUES (?1, ?2, ?3, ?4)")
                .run(root.label, root.path, root.source, root.licence);
            return RootId{connection.lastInsertId()};
        }
        const auto id = row.id<RootTag>(0);
        if (row.view(1) != root.path) {
            return fail(ErrorCode::Conflict, row.text(1) + " and " + root.path, root.label);
        }
        Query(connection,
              "UPDATE root SET source = coalesce(?2, source), licence = coalesce(?3, licence)"
              " WHERE id = ?1")
            .run(id, OrNull{root.source}, OrNull{root.licence});
        return id;
    });
}

Status ImageStore::rebaseRoot(WriteTransaction& transaction, const std::string& label,
                              const std::string& path)
{
    auto& connection = transaction.database().connection();
    return guarded(connection, [&]() -> Status {
        Query(connection, "UPDATE root SET path = ?2 WHERE label = ?1").run(label, path);
        if (connection.changes() == 0) {
            return fail(ErrorCode::NotFound, "no such root", label);
        }
        return {};
    });
}

Result<std::vector<ImageChange>> ImageStore::upsert(WriteTransaction& transaction,
                                                    std::span<const Image> images,
                                                    const UpsertOptions& options)
{
    auto& connection = transaction.database().connection();
    return guarded(connection, [&]() -> Result<std::vector<ImageChange>> {
        std::vector<ImageChange> changes;
        changes.reserve(images.size());
        Upsert upsert(connection, options);
        for (const auto& image : images) {
            changes.push_back(upsert.put(image));
        }
        return changes;
    });
}

Result<std::int64_t> ImageStore::markTextsStale(WriteTransaction& transaction, ImageId image,
                                                std::span<const std::string> attributes)
{
    auto& connection = transaction.database().connection();
    return guarded(connection, [&]() -> Result<std::int64_t> {
        return staleTexts(connection, image.value, attributes);
    });
}

Result<std::optional<Image>> ImageStore::byKey(const Key& key)
{
    auto& connection = m_database.connection();
    return guarded(connection, [&]() -> Result<std::optional<Image>> {
        return findImage(connection, "i.key = ?1", AsKey{key});
    });
}

Result<std::optional<Image>> ImageStore::byId(ImageId id)
{
    auto& connection = m_database.connection();
    return guarded(connection, [&]() -> Result<std::optional<Image>> {
        return findImage(connection, "i.id = ?1", id);
    });
}

Result<std::optional<Image>> ImageStore::byNameOrKey(const std::string& name)
{
    auto& connection = m_database.connection();
    return guarded(connection, [&]() -> Result<std::optional<Image>> {
        const auto all = roots();
        if (!all) {
            return fail(all);
        }
        for (const auto& root : *all) {
            if (auto image =
                    findImage(connection, "i.key = ?1", AsKey{imageKey(root.label, name)})) {
                return image;
            }
        }
        return findImage(connection, "i.key = ?1", AsKey{name});
    });
}

Result<std::optional<DescribedImage>> ImageStore::described(ImageId id)
{
    auto& connection = m_database.connection();
    return guarded(connection, [&]() -> Result<std::optional<DescribedImage>> {
        const ReadScope scope(connection);
        Query row(connection, "SELECT" + std::string{kImageColumns} +
                                  ", coalesce(i.source, r.source), coalesce(i.licence, r.licence)"
                                  " FROM image i JOIN root r ON r.id = i.root WHERE i.id = ?1");
        row.with(id);
        if (!row.step()) {
            return std::nullopt;
        }
        DescribedImage described;
        described.image = imageFrom(row);
        described.source = row.text(kImageColumnCount);
        described.licence = row.text(kImageColumnCount + 1);
        Query corrections(connection,
                          "SELECT attribute, catalogue FROM correction WHERE image = ?1");
        corrections.with(id);
        while (corrections.step()) {
            described.corrected[corrections.text(0)] =
                corrections.isNull(1) ? std::nullopt : std::optional{corrections.text(1)};
        }
        return described;
    });
}

Result<std::optional<ImageId>> ImageStore::idOfKey(const Key& key)
{
    auto& connection = m_database.connection();
    return guarded(connection, [&]() -> Result<std::optional<ImageId>> {
        Query row(connection, "SELECT id FROM image WHERE key = ?1");
        row.with(AsKey{key});
        return row.step() ? std::optional{row.id<ImageTag>(0)} : std::nullopt;
    });
}

Status ImageStore::stream(const ImageStream& what, const std::function<bool(const Image&)>& each)
{
    auto& connection = m_database.connection();
    return guarded(connection, [&]() -> Status {
        const ReadScope scope(connection);
        std::string columns{kImageColumns};
        if (constexpr std::string_view kAttributes = "i.attributes"; !what.withAttributes) {
            columns.replace(columns.find(kAttributes), kAttributes.size(), "NULL");
        }
        std::string sql =
            "SELECT" + columns + "FROM image i WHERE i.removed = 0" + visibleBatch(connection, "i");
        if (what.withProductOnly) {
            sql += " AND i.product IS NOT NULL";
        }
        switch (what.order) {
        case ImageStream::Order::Id:
            sql += " AND i.id > ?1 ORDER BY i.id";
            break;
        case ImageStream::Order::Key:
            sql += " AND i.id > ?1 ORDER BY i.key";
            break;
        case ImageStream::Order::ProductThenName:
            sql += " AND i.id > ?1 ORDER BY i.product, i.name, i.key";
            break;
        }
        Query rows(connection, sql);
        rows.with(what.after.value);
        while (rows.step() && each(imageFrom(rows))) {
        }
        return {};
    });
}

Result<std::int64_t> ImageStore::count(bool withProductOnly)
{
    auto& connection = m_database.connection();
    return guarded(connection, [&]() -> Result<std::int64_t> {
        const ReadScope scope(connection);
        return connection.integer("SELECT count(*) FROM image i WHERE i.removed = 0" +
                                  std::string{withProductOnly ? " AND i.product IS NOT NULL" : ""} +
                                  visibleBatch(connection, "i"));
    });
}

Result<std::string> ImageStore::pathOf(const Image& image)
{
    auto& connection = m_database.connection();
    return guarded(connection, [&]() -> Result<std::string> {
        Query row(connection, "SELECT path FROM root WHERE id = ?1");
        row.with(image.root);
        if (!row.step()) {
            return fail(ErrorCode::NotFound, "no such root", image.name);
        }
        return (std::filesystem::path{row.text(0)} / image.name).string();
    });
}

} // namespace triptych::store
