// SPDX-License-Identifier: GPL-3.0-or-later
// The answers of a QueryDesk as rows, best first. Reaching the end asks for more.
#pragma once

#include "ui/query/query_desk.h"

#include <QAbstractListModel>

namespace triptych::ui {

class ResultModel final : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role
    {
        NameRole = Qt::UserRole,
        PathRole
    };

    ResultModel(QueryDesk& desk, QObject* parent);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
    [[nodiscard]] QMimeData* mimeData(const QModelIndexList& indexes) const override;
    [[nodiscard]] QStringList mimeTypes() const override;

    [[nodiscard]] const workflow::QueryHit* hit(int row) const; // null: no such row
    [[nodiscard]] std::optional<RankMove> move(int row) const;
    [[nodiscard]] bool isRight(int row) const;
    [[nodiscard]] bool isWrong(int row) const;

private:
    void take();
    [[nodiscard]] QString sentence(int row) const;

    QueryDesk& m_desk;
    std::vector<workflow::QueryHit> m_hits;
    std::vector<std::optional<RankMove>> m_moves;
    std::string m_other; // the method that is compared with
};

} // namespace triptych::ui
