/// One norm that uses every key of the reference, in both languages.
enum SampleNorms {
    static let english = """
        norm: hotel
        title: {zh: 低碳酒店, en: Low-carbon hotel}
        language: en
        version: 2026.1
        status: in force
        effective: 2026-07-01..2031-06-30
        supersedes: "2025.1"
        transition: {until: 2026-12-31, first: new, renewals: either}
        rounding: half even
        uses: [factors/energy, factors/refrigerants]
        data_year: year_of_data
        source: {ref: GBT21084, clause: "5.2", mark: secondary, note: to be read}
        sources:
          GBT21084: {title: GB/T 21084-2007, url: "https://example.org/1", issued: 2007-09-01}
        units: {plate: {zh: 盘, en: plate}}
        options:
          fuel: {natural_gas: 天然气, lpg: {name: {zh: 液化气}, title: {zh: 液化石油气, en: LPG}}}
        behaviours: {metro: {zh: 地铁出行, en: metro}, walk: 步行}
        if_unknown: zero points
        evidence:
          kinds: {metered: 1, self_declared: {factor: 0.5, name: {zh: 自报}, title: Self-declared}}
          groups: {reading: {name: {zh: 读数}, title: Readings, kinds: [metered, self_declared]}}
          missing: self_declared
        may_drop: at most 30 %
        inputs:
          floor_area:
            name: {zh: 建筑面积}
            title: {zh: 建筑面积, en: Gross floor area}
            type: number
            unit: m2
            scale: 1
            range: "(0..2000000]"
            ask: {zh: 多少？, en: How much?}
            help: {zh: 见证书, en: See the certificate}
            evidence: [metered, self_declared]
            when: true
            may_not_apply: true
            if_unknown: not assessable
            usual: "[100..100000]"
            effort: 5
            answered_by: applicant
            change: {direction: down, step: 10, limit: 100, once: 500, per_step: 20, days: 3}
          year_of_data: {type: whole, unit: a, range: "[2000..2100]"}
          star: {name: {zh: 星级}, options: {three: 三星及以下, four: {zh: 四星, en: Four stars}}, if_unknown: three}
          gas: {name: 用气量, unit: m3/a, range: "[0..100000]", if_unknown: 0}
          metered: {type: boolean, may_not_apply: {zh: 无表, en: no meter}}
          opened: {type: date, range: "[2000-01-01..2040-12-31]"}
          remark: {type: text}
          kind: {type: option, options: fuel, if_unknown: zero points}
          units_cooling:
            list: {max: 40}
            empty: 0
            of: {charge: {unit: kg, scale: 1, range: "[0..5000]", when: metered}}
        facts:
          intensity:
            name: {zh: 能耗}
            title: Energy intensity
            clause: "4.1"
            type: number
            unit: m3/(m2.a)
            when: metered
            needs: [floor_area > 0 m2, gas > 0 m3/a]
            otherwise: not applicable
            value: |
              if metered and not remote then gas / floor_area
              else min(gas, 10 m3/a) / floor_area
            round: 2
            show: 1
            source: {mark: derived}
          bar:
            table: |
              | star | value |
              |------|-------|
              | four | 2     |
            hit: F
            default: 1
        parameters:
          heat: {value: 9.73 kWh/m3, name: {zh: 热值}, title: Heat value, unit: kWh/m3, scale: 2}
          quota:
            unit: kWh/(m2.a)
            columns: {guide: 引导值, constraint: 约束值}
            prove: [guide < constraint]
            source: {mark: proposed, decided: {by: the bureau, document: "12"}}
            table: |
              | star | constraint | guide | mark | note |
              | four | 100        | 80    | read | -    |
          grid:
            unit: kg/kWh
            clock: data year
            carry: at most 3 years
            values: |
              | data year | value | basis |
              | 2024      | 0.5   | lower |
        gates:
          G1: {title: Complete, clause: "4.2", require: metered, otherwise: not assessable}
          G2: {name: {zh: 合法}, require: [metered, gas >= 0 m3/a], otherwise: fail, after: G1, when: metered, if_unknown: open, source: {mark: read}}
          G3: {name: {zh: 暂行}, require: metered, provisional: scores only}
        sections:
          energy:
            name: {zh: 能源}
            title: {zh: 能源, en: Energy}
            points: 40
            weight: 50
            minimum: 50 %
            round: 2
            when: metered
            source: {ref: GBT21084}
            criteria:
              E1:
                name: {zh: 能耗项}
                title: Intensity
                clause: "5.1"
                points: 15
                when: metered
                may_not_apply: true
                tags: [basic]
                evidence_free: true
                if_unknown: open
                round: 2
                note: a note
                source: {mark: memory}
                points_source: {mark: proposed}
                interpolate: intensity
                outside: clamp
                anchors: |
                  | at               | points |
                  | quota.guide      | 15     |
                  | quota.constraint | 0      |
              E2:
                points: 5
                bands: intensity
                otherwise: 1
                steps: |
                  | at least | points |
                  | 30 %     | 5      |
                  | 20 %     | 4      |
              E3: {points: 3, met: [metered, gas > 0 m3/a]}
              E4: {points: 3, value: intensity * 2}
              E5:
                points: 5
                hit: U
                default: 0
                table: |
                  | gas (m3/a) | points |
                  | >= 30      | 5      |
                  | < 30       | 0      |
              E6: {each: {metered: 1.5, remote: 1}}
              E7: {points: 4, at_least: {count: 2, of: [metered, remote, other]}}
            deductions:
              D1: {points: 2, met: metered}
        bonus: {cap: 10, round: 1, criteria: {B1: {points: 2, met: metered}}, source: {mark: proposed}}
        total: {of: 100, round: 2, range: "[0..100]"}
        grades:
          five_star: {name: {zh: 五星}, title: {zh: 五星, en: Five star}, from: 90, also: [energy.share >= 80 %], source: {mark: read}}
          4star: {from: 80}
        multiplier:
          within: "[1.0..1.6]"
          valid: P1Y
          source: {mark: proposed}
          status: |
            | status         | multiplier |
            | not eligible   | 1.0        |
            | not assessable | 1.0        |
            | incomplete     | 1.0        |
            | invalid        | 1.0        |
          base: |
            | grade     | multiplier |
            | five_star | 1.30       |
          adjust: |
            | grade     | act date                 | behaviour | add  |
            | five_star | 2026-06-01 .. 2026-08-31 | -         | 0.20 |
        """

    static let chinese = """
        规范: hotel
        标题: {中文: 低碳酒店, 英文: Low-carbon hotel}
        语言: 中文
        版本: 2026.1
        状态: 施行
        有效期: 2026-07-01..2031-06-30
        代替: "2025.1"
        过渡: {截至: 2026-12-31, 首次: 新版, 续期: 均可}
        修约: 四舍六入五成双
        引用: [factors/energy, factors/refrigerants]
        数据年份: year_of_data
        依据: {出处: GBT21084, 条款: "5.2", 标注: 转引, 备注: to be read}
        文献:
          GBT21084: {标题: GB/T 21084-2007, 网址: "https://example.org/1", 发布日: 2007-09-01}
        单位: {plate: {中文: 盘, 英文: plate}}
        选项:
          fuel: {natural_gas: 天然气, lpg: {名称: {中文: 液化气}, 标题: {中文: 液化石油气, 英文: LPG}}}
        行为: {metro: {中文: 地铁出行, 英文: metro}, walk: 步行}
        未答时: 零分
        证据:
          种类: {metered: 1, self_declared: {系数: 0.5, 名称: {中文: 自报}, 标题: Self-declared}}
          组合: {reading: {名称: {中文: 读数}, 标题: Readings, 种类: [metered, self_declared]}}
          缺省: self_declared
        可缺项: 不超过 30 %
        输入:
          floor_area:
            名称: {中文: 建筑面积}
            标题: {中文: 建筑面积, 英文: Gross floor area}
            类型: 数值
            单位: m2
            小数位: 1
            范围: "(0..2000000]"
            提问: {中文: 多少？, 英文: How much?}
            说明: {中文: 见证书, 英文: See the certificate}
            证据: [metered, self_declared]
            适用条件: 是
            可不适用: 是
            未答时: 不可评
            常见范围: "[100..100000]"
            填报用时: 5
            填报者: 申报人
            可改进: {方向: 减少, 步长: 10, 止于: 100, 一次费用: 500, 每步费用: 20, 天数: 3}
          year_of_data: {类型: 整数, 单位: a, 范围: "[2000..2100]"}
          star: {名称: {中文: 星级}, 选项: {three: 三星及以下, four: {中文: 四星, 英文: Four stars}}, 未答时: three}
          gas: {名称: 用气量, 单位: m3/a, 范围: "[0..100000]", 未答时: 0}
          metered: {类型: 是否, 可不适用: {中文: 无表, 英文: no meter}}
          opened: {类型: 日期, 范围: "[2000-01-01..2040-12-31]"}
          remark: {类型: 文本}
          kind: {类型: 选项, 选项: fuel, 未答时: 零分}
          units_cooling:
            列表: {最多: 40}
            空列表: 0
            每项: {charge: {单位: kg, 小数位: 1, 范围: "[0..5000]", 适用条件: metered}}
        指标:
          intensity:
            名称: {中文: 能耗}
            标题: Energy intensity
            条款: "4.1"
            类型: 数值
            单位: m3/(m2.a)
            适用条件: metered
            前提: [floor_area > 0 m2, gas > 0 m3/a]
            否则: 不适用
            取值: |
              如果 metered 且 非 remote 则 gas / floor_area
              否则 min(gas, 10 m3/a) / floor_area
            修约: 2
            显示: 1
            依据: {标注: 推算}
          bar:
            表: |
              | star | 取值 |
              |------|------|
              | four | 2    |
            命中: F
            默认: 1
        参数:
          heat: {取值: 9.73 kWh/m3, 名称: {中文: 热值}, 标题: Heat value, 单位: kWh/m3, 小数位: 2}
          quota:
            单位: kWh/(m2.a)
            列名: {guide: 引导值, constraint: {中文: 约束值}}
            须证: [guide < constraint]
            依据: {标注: 拟议, 决定: {由: the bureau, 文件: "12"}}
            表: |
              | star | constraint | guide | 标注 | 备注 |
              | four | 100        | 80    | 原文 | -    |
          grid:
            单位: kg/kWh
            时钟: 数据年份
            沿用: 不超过 3 年
            数值表: |
              | 数据年份 | value | 口径  |
              | 2024     | 0.5   | lower |
        门槛:
          G1: {标题: Complete, 条款: "4.2", 要求: metered, 否则: 不可评}
          G2: {名称: {中文: 合法}, 要求: [metered, gas >= 0 m3/a], 否则: 不合格, 先过: G1, 适用条件: metered, 未答时: 待定, 依据: {标注: 原文}}
          G3: {名称: {中文: 暂行}, 要求: metered, 暂行: 只计分}
        章节:
          energy:
            名称: {中文: 能源}
            标题: {中文: 能源, 英文: Energy}
            分值: 40
            权重: 50
            最低: 50 %
            修约: 2
            适用条件: metered
            依据: {出处: GBT21084}
            评分项:
              E1:
                名称: {中文: 能耗项}
                标题: Intensity
                条款: "5.1"
                分值: 15
                适用条件: metered
                可不适用: 是
                标签: [basic]
                免证据: 是
                未答时: 待定
                修约: 2
                备注: a note
                依据: {标注: 记忆}
                分值依据: {标注: 拟议}
                插值: intensity
                范围外: 取端点
                锚点: |
                  | 位置             | 得分 |
                  | quota.guide      | 15   |
                  | quota.constraint | 0    |
              E2:
                分值: 5
                分档: intensity
                否则: 1
                档位: |
                  | 不低于 | 得分 |
                  | 30 %   | 5    |
                  | 20 %   | 4    |
              E3: {分值: 3, 达标: [metered, gas > 0 m3/a]}
              E4: {分值: 3, 取值: intensity * 2}
              E5:
                分值: 5
                命中: U
                默认: 0
                表: |
                  | gas (m3/a) | 得分 |
                  | >= 30      | 5    |
                  | < 30       | 0    |
              E6: {逐项: {metered: 1.5, remote: 1}}
              E7: {分值: 4, 至少: {个数: 2, 之中: [metered, remote, other]}}
            扣分:
              D1: {分值: 2, 达标: metered}
        加分: {上限: 10, 修约: 1, 评分项: {B1: {分值: 2, 达标: metered}}, 依据: {标注: 拟议}}
        总分: {满分: 100, 修约: 2, 范围: "[0..100]"}
        等级:
          five_star: {名称: {中文: 五星}, 标题: {中文: 五星, 英文: Five star}, 起点: 90, 并且: [energy.share >= 80 %], 依据: {标注: 原文}}
          4star: {起点: 80}
        倍率:
          限于: "[1.0..1.6]"
          有效期: P1Y
          依据: {标注: 拟议}
          状态: |
            | 状态   | 倍率 |
            | 不合格 | 1.0  |
            | 不可评 | 1.0  |
            | 待补充 | 1.0  |
            | 无效   | 1.0  |
          基准: |
            | 等级      | 倍率 |
            | five_star | 1.30 |
          调整: |
            | 等级      | 行为日期                 | 行为 | 加   |
            | five_star | 2026-06-01 .. 2026-08-31 | -    | 0.20 |
        """
}
