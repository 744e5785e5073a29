using System.Buffers;
using System.Collections.Frozen;

namespace Qinglian.Responsibilities.Decomposition.Lexicon;

/// <summary>What a verb says about the clause it governs.</summary>
internal enum VerbClass
{
    /// <summary>Brings something into being that can be shown afterwards: a rule, a list, a body, a system.</summary>
    Make,

    /// <summary>Starts or carries out an activity.</summary>
    Launch,

    /// <summary>Looks into something.</summary>
    Inspect,

    /// <summary>Puts something right, or deals with who did wrong.</summary>
    Correct,

    /// <summary>Tells, records, files, makes public.</summary>
    Report,

    /// <summary>Moves people, money or things.</summary>
    Arrange,

    /// <summary>General effort; the object decides whether it can be checked.</summary>
    Strengthen,

    /// <summary>Bears an office; a duty only for somebody who is named.</summary>
    Bear,

    /// <summary>Holds fast to a principle.</summary>
    Hold,

    /// <summary>Keeps something bad from being; shown only by its absence.</summary>
    Prevent,

    /// <summary>Feeling, character, conduct in general.</summary>
    Attitude,

    /// <summary>Knowing, studying, understanding.</summary>
    Study,

    /// <summary>What shall come of it.</summary>
    Result,

    /// <summary>Raises a degree; a result, unless it is all that is demanded.</summary>
    Raise,

    /// <summary>Makes others act.</summary>
    Urge,

    /// <summary>Works on the minds of others.</summary>
    Inspire,

    /// <summary>Pushes a development; the rest of the clause decides.</summary>
    Push,
}

internal static class Verbs
{
    private static readonly (VerbClass Class, WordTable Words)[] Tables =
    [
        (VerbClass.Make, new("""
            制定 制订 修订 修改 修改完善 制发 出台 印发 编制 编印 编写 编发 起草 拟定 草拟 建立 建立健全 建立完善 健全 健全完善 完善 搭建 建成 建好 组建 成立 设立 设置 开设
            开通 开发 创建 新建 推出 推行 试行 撰写 写出 形成制度 建章立制 研究制定 绘制 构建 创新 建设 补齐 填补 改造 修建 配套
            拟订 订立 修编 续订 编纂 编辑 汇编 编排 制作 研制 研发 绘出 勾画 设计 布设 架设 加设 铺设 敷设 竖立 安设 打印 印刷 印制 装订 录制 拍摄 摄制 创办 创设 创立 开办 兴办 兴建 扩建 改建 重建 迁建 修缮 修复 整修 翻修 加固 改扩建 建档立卡
            拿出 列出 开列 划出 辟出 立下 定下 起草制定 修订完善 制定完善 制定出台 制定印发 研究出台 编制印发 梳理形成 建好用好 布置 布设 设计制作 筹建 组织编写 开辟 增补 补建 续建 联合制定
            """)),
        (VerbClass.Launch, new("""
            开展 举办 召开 组织 完成 征求 征集 评审 推荐 推选 研讨 参观 授课 讲授 接访 下访 包案 领办 认定 核定 审定 评定 论证 调度 承办 代办 帮办 组织开展 组织召开 组织实施 举行 进行 实施 实行 启动 安排 统筹 统筹开展 部署 谋划 开好 探索 探索建立 探索开展 推广 试点 值守 值班 演练 组织力量
            牵头 主办 承办 参加 出席 听取 主持 讨论 审议 会商 研究 研究解决 采取 采用 综合采取 使用 运用 用好 用活 用足 集中 分类指导 现场办公 办公 规划 执行 严格执行 落实 贯彻执行 贯彻落实 抓好落实
            发起 承接 操办 筹办 筹备 筹集 申办 续办 补办 联办 经办 施行 运行 试运行 上线 启用 停用 停办 巡逻 巡护 处突 救援 抢险 抢修 排险 演习 义诊 送医 送教 备课 讲解 辅导 带教 结对 结对帮扶 认领 认养 捐赠 募集 列席 旁听 观摩 参训 参会 到会 到场 签到 打卡 报到 申领 领取 领用 借阅 归还 出具 出示
            携带 入驻 进驻 跟班 跟岗 顶岗 挂点 包村 包户 包联 联户 测算 核算 估算 投票 票决 表决 选举 竞聘 竞争上岗 评比 打分 评分 排名 排序 提名 民主评议 打分排名 推广应用 组织推进 集体研究 集体决策 集体审议 专题研究 专题部署 动员部署 安排部署 部署安排 试用 试播 讲课 讲授 讲一 上一堂 上一节 办理完 办结 结清 收看 收听 播种 抢收 复工 复产
            """)),
        (VerbClass.Inspect, new("""
            检查 督查 督办 督导 巡察 巡视 监督推进 监督检查 监管 审计 审查 审核 审批 核查 核实 核对 查实 查核 查验 调查 调研 走访 入户 抽查 普查 排查 摸排 摸底 摸清 清查 清理 梳理 分析 研判 分析研判
            评估 评议 考核 考评 考察 测评 监测 监控 跟踪 跟踪问效 跟进 盯住 盯紧 盯牢 查找 查摆 剖析 自查 自纠 自查自纠 复核 复查 验收 回访 检视 回头看 起底 查看 查明 筛选 认真筛选 发现 暗访 明察暗访 清点 盘点 校核 比对 甄别 会诊 了解 掌握情况
            找问题 找原因 找差距 找不足 找出 找准 暗访 抽验 抽检 走访慰问 蹲点 驻点 家访 对账 核账 抽样 送检 初核 取证 初审 复审 终审 核验 盘查 会审 约见 质询 巡查 巡检 督促检查 对照检查 述职 述廉 述职述廉 评查 质效评估
            抽核 过筛 筛查 核准 查证 查访 查询 查阅 查账 查库 点验 清产核资 盘库 盘存 巡堤 巡河 巡林 巡店 检测 检验 检修 检疫 监理 监审 稽查 稽核 复检 复验 复盘 复评 诊断 体检 把脉 预警 测试 测量 测绘 勘察 勘测 丈量 鉴定 鉴别 辨别 识别 审签 审结 审阅 审读 批阅 面谈 访谈 问询 询问 调阅 调取 提取 采集 搜集 归集 统计 比选 询价 议价 评标 开标
            必查 必核 必审 必到 必报 必问 必究 必纠 必办 必退 必罚 必改 摸清底数 搞清 弄清 理清 厘清 捋清 算清账 查清 找到 逐笔核对 倒查 追溯 溯源 追踪 复看 翻看 翻查 抽看 抽取 选取 选定 随机抽取 研究分析 调研督导 督促落实 督导检查 检查督导 指导督促 检查指导 跟踪督办 跟踪督查 跟踪监测 跟踪回访 现场查看 实地查看 实地核查 实地走访 问需 问计
            """)),
        (VerbClass.Correct, new("""
            整改 整治 治理 纠正 纠治 查处 严查 严处 严肃查处 查办 惩治 惩处 打击 追究 追责 问责 严肃问责 处理 处置 处分 办理 受理 移送 移交 转交 交办 清退 剔除 扣减 没收 追缴 追回 退还 堵塞 堵住 堵漏 取消 停止
            暂停 终止 纠偏 规范 简化 压减 精简 优化 下放 收回 约束 限制 控制 严控 从严控制 禁止 严禁 销号 销账 化解 调处 解决 破解 深挖 彻查 澄清 容错 纠错 容错纠错 重拳出击 回应 整顿 拆除 关停 曝光
            立案 结案 审理 处罚 除名 停职 免职 撤销 调离 追加 压缩 压降 削减 核减 核销 退赔 扣发 停发 封存 冻结 挂牌督办 提级办理 转办 通报批评 改到位 改彻底 一查到底 快查快结 快查快办 严查快处 从严处理 真改 实改 立行立改 即知即改 追偿 划清 惩戒 终身追责 倒查 改正 改进 转化
            更换 更正 替换 撤换 调换 拆除 拆迁 迁移 腾退 清运 清扫 清洗 清淤 疏浚 疏通 消杀 消毒 扑灭 销毁 报废 报损 收治 查封 扣押 扣留 扣除 追讨 催缴 催收 追索 清收 清欠 清偿 偿还 返还 退回 退赃 退缴 赔偿 补偿 补缴 补报 补录 补登 补签 补正 补充 补足 堵截 拦截 制止 劝阻 劝返 劝导 警告 训诫 记过 降级 降职 开除 辞退 解聘 解除 停业 停产 停工 吊销 注销
            不予 视同 恢复 撤回 撤并 合并 归并 裁减 裁撤 缩减 缩短 减免 免除 豁免 暂缓 延期 中止 否决 一票否决 驳回 矫正 严惩 取缔 追逃 追赃 挽回 止损 正名 立整立改 督改 调解 仲裁 接诉 息诉 安抚 扣分 降档 降等 约束规范 规范管理 移送处理 移交处理 查纠 挖出 揪出 打掉 停用 收走 封停 禁用 清零 减半 减去 削去 精减 压降 关闭 关停 切断 切换 换掉 修补 补上 补修 改掉 理顺 清出 固定证据 移送司法机关 倒追
            """)),
        (VerbClass.Report, new("""
            报送 上报 汇总上报 报告 汇报 报备 备案 报批 填报 提交 传达 传阅 转发 填写 填报 建账 记账 标注 挂牌 推送 刊登 刊发 播放 录音 录像 登记造册 背书 公开曝光 反馈 答复 回复 通知 告知 登记 记录 建档 归档 存档 收集 收集整理 整理 汇总 总结 提炼 写 提出 提供 递交 呈报 呈送 报 送达 公告 签订 签署 签字 承诺 通报 公开 公示 公布 公布 发布
            张贴 刊播 宣布 抄送 抄报 直送 发送 发至 录入 上传 更新 台账 晒 披露 说明情况 申报 请示 提醒 警示 约谈 谈话 谈心 谈心谈话 廉政谈话 提醒谈话 批评教育 诫勉 函询
            点名 拍照 拍照取证 续报 首报 反映 举报 检举 投诉 申诉 申请 请销假 请假 销假 备查 存查 留存 留痕 留底 保存 保留 入档 立卷 载明 写明 注明 标明 列明 说明 讲明 讲清 告诫 提示 通告 发布 播出 播报 刊载 登载 报道 宣告 公证 见证 背书 签批 签名 盖章 用印 加盖 张榜 张榜公布 上墙 上墙公示 亮牌 亮证 挂网 挂出 晾晒 晒出 公之于众 转达 转告 转报 转送 送交 递送 寄送 传送 抄告 函告 函复 批复
            批转 批示 点评 讲评 会签 交底 口头报告 书面报告 如实报告 登记上交 备案登记 登记备案 登记建档 建档管理 报请 报经 呈请 提请 提交审议 编报 汇编 上账 入账 记账 记入 计入 公布公开 通报曝光 点名通报 点名道姓通报 曝光 通报情况 反馈意见 收集意见 听取意见 征求意见 发放 签发 出具 开具 附上 随附
            """)),
        (VerbClass.Arrange, new("""
            定为 设为 明确 细化 具化 分解 确定 列出 列入 纳入 编入 认领 指定 界定 划分 划定 分配 拨付 发放 兑现 安装 配置 配备 配齐 配强 配齐建强 选派 选拔 选配 培养 培训 轮训 轮岗 交流 轮岗交流 派驻 派出 选聘 聘请 聘任 挂职 慰问 指导 帮扶 帮助 救助 救济 表彰 奖励 评选
            整合 共享 对接 协调 协同 联合 会同 融入 嵌入 挂钩 衔接 延伸 拓展 拓宽 畅通 投入 投入使用 采购 招标 租赁 出租 发包 储备 供应 保管 维修 疏散 转移 安置 结算 支付 缴纳 收缴 退出 观看 宣传 宣讲 教育 挑选 抽调 联系 包保 联合开展 具体落实 推介 剔出 签收 交接 宣读 导入
            划拨 调拨 上缴 上交 补助 补贴 调整 更换 增设 任免 任命 下沉 带班 轮值 宣誓 回避 到岗 上岗 承担 分管 包抓 包片 作为 向社会公布
            下乡 出差 外出 出国 就餐 用餐 抽派 委派 指派 委任 派员 派人 派遣 增派 增配 配发 配送 发给 分发 下发 下达 拨给 预拨 预付 垫付 支取 划转 存入 缴存 缴入 入库 出库 出让 转让 拍卖 变卖 投保 参保 续保 录用 录取 聘用 续聘 调任 轮换 晋升 定岗 定员 定编 分流 安放 摆放 存放 悬挂 佩戴 粘贴 更名 命名 授予 授权 委托 托管 代管 看护 护送 接送 运送 转运 搬迁 搬离 腾空 征收 征用 收购 收储 出售 销售 供给
            资助 捐助 探望 看望 帮教 扶持 扶助 培育 引进 招引 招录 招聘 招募 组队 列支 编列 编进 写入 写进 并入 转入 归入 引入 接入 联网 并网 互通 专款专用 设岗 设桌 定点 定责 明责 分片 分工 派出 选出 推选 评出 送至 送到 送往 发到 交给 交由 交回 交存 邀请 约请 特邀 落实专人 专人负责 明确专人 指定专人 安排专人 配足 备足 备齐 备好 增加投入 统一管理 统一调配 统一发放 分类处置 分级管理 储存 贮存 轮流值班 预留 预存 保供
            """)),
        (VerbClass.Strengthen, new("""
            严把 把好 把严 加强 强化 加大 加快 深化 推进 稳步推进 统筹推进 一体推进 抓好 抓实 抓住 抓紧 抓细 抓牢 抓 做好 做实 做细 搞好 管好 管住 办好 突出 注重 重视 注意 关注 贯彻 遵守 发挥 支持 深入 压实 压紧 压紧压实 夯实 扣紧 拧紧 严格 严肃 从严 精准发力
            改革 推动落实 落地 落细 落小 巩固 巩固提升 聚力 紧盯 聚焦 保障 关心 关爱 激励 服务 维护 严明 细抓 狠抓 主抓 管理 教育管理
            """)),
        (VerbClass.Bear, new("""
            履行 履行好 担负 担负起 担起 扛起 扛牢 肩负 肩负起 负起 落实责任 结合起来 统一起来 衔接起来 贯通起来 落实到位 落到实处 落在实处 尽职 履职 履职尽责 尽责 守土尽责 负总责 负责 种好 抓落实
            """)),
        (VerbClass.Hold, new("坚持 秉持 秉承 遵循 恪守 坚守 始终 严守 做到 以")),
        (VerbClass.Prevent, new("防范 防控 防止 防治 杜绝 避免 遏制 铲除 清除 斩断 肃清 消除 破除")),
        (VerbClass.Attitude, new("""
            树立 树牢 树好 坚定 保持 牢守 守住 守牢 守好 绷紧 敢于 善于 勇于 甘于 乐于 勤于 长于 敢 勇 争做 争当 争创 勇当 勇做 甘当 甘做 当好 做好表率 做表率 作表率 当表率 带好头 服从 忠于 忠诚 热爱 警惕 警醒 敬畏 心怀 心存 心系 胸怀 怀有 珍惜 珍视 发扬 弘扬 大力弘扬
            传承 捍卫 拥护 秉公 清廉 廉洁 自律 自重 自省 自警 自励 慎独 慎初 慎微 慎权 铭刻 践行 永葆 常怀 常思 常修 常葆 克服 摒弃 抛弃 去除 知敬畏 存戒惧 守底线 克己奉公 以身作则 率先垂范 身体力行 直面 迎难而上 砥砺 奋进 奋勇 奋力 拼搏 献身 奉献 勤俭 过好 过紧日子 手握
            汲取 吸取 戒除 崇尚 尊崇 追求 淡泊 抵御 经受 经得起 耐得住 守得住 顶得住 管得住 算好 算清 常想 多想 鼓足 咬定 自觉接受 扣好 抵制 看待 远离 着眼 团结 凝聚 服务大局 顾全大局 讲政治 讲规矩 做 做人 当 成为 像 增强自觉 站稳 把牢 把稳 看齐 跟上 相信 放下 唤醒 赢得 无愧 不负 牢固树立
            打消 抵住 不忘 勿忘 莫忘 惦记 牵挂 感恩 感谢 致敬 体谅 体恤 尊重 敬重 爱护 呵护 爱惜 信守 笃行 笃信 知足 知止 知耻 守规矩 讲原则 讲奉献 讲团结 讲担当 讲纪律 重品行 做示范 作示范 打头阵 挑大梁 担重担 扛重活 顶上去 沉下去 沉下心 静下心 俯下身 扑下身子 放下架子 撸起袖子 甩开膀子 迈开步子 挺起脊梁 挺直腰杆 勒紧 系好 拧成 说实话 求实效 动真格 动真碰硬 较真 真抓实干 苦干 实干 敢闯 敢试 敢干 敢管 敢抓
            敢当 争先 争一流 创一流 比学赶超 奋起 发奋 奋斗 攻坚 勇挑 勇立 勇争 听党话 跟党走 感党恩 沉住气 稳住心 打起 鼓起 振作 提振精神 抖擞 摒除 抛开 丢掉 收起 收敛 心怀敬畏 守住底线 管好自己 管住自己 约束自己 严于律己 将心比心 换位思考 多想想 少摆 想想 掂量 扪心自问 挺膺 坚信 深信 忠实 恪尽 尽心 用心 用情 倾情 热心 耐心 细心 虚心 恒心 下决心 下苦功 下真功 下气力 下功夫 下大力气
            """)),
        (VerbClass.Study, new("""
            认识 充分认识 认识到 认清 看清 把握 领会 领悟 理解 感悟 体会 体悟 牢记 铭记 记住 谨记 深知 看到 意识到 懂得 明白 学懂 弄通 学懂弄通 悟透 吃透 学习 学习贯彻 学习领会 深学 学好 读懂 思考 反思 武装 掌握 学深悟透 入脑入心 统一思想 提高认识
            研读 研习 精读 通读 熟读 通晓 熟知 熟悉 精通 领略 感受 洞察 洞悉 看透 想透 弄懂 搞懂 深思 思索 反省 学思践悟 学思用 学以致用
            """)),
        (VerbClass.Result, new("""
            形成 实现 促进 确保 确保实现 保证 使 让 令 营造 打造 筑牢 筑起 筑 夺取 打赢 打好 打通 彰显 释放 全面释放 厚植 构筑 扎牢 扎紧 织密 创造 开创 开拓 谱写 书写 展现 推向 走向 迈向 达到 赢得 树起 涵养 净化 绘就 拉近 提振 迸发 变 化 护航 擦亮 展示 支撑 有力支撑 共建 倒逼 努力 以 成就 力求 取得 贡献 带动 引领 推深做实 减少 降低
            托起 擎起 撑起 铸就 铸牢 凝成 汇成 汇聚 激活 焕发 绽放 擘画 描绘 绘好 开启 换来 博得 惠及 造福 打响 叫响 唱响 奏响 吹响 掀起 兴起 蔚然成风 立起 化作 变成 转为 转变为 上升为 升华 决胜 夯牢 守护 护佑 呵护好 催生 孕育 滋养 浸润 蓄积 积蓄 凝聚起
            """)),
        (VerbClass.Raise, new("提高 提升 增强 增进 不断提升 激发 扩大 改善 增加")),
        (VerbClass.Urge, new("督促 敦促 责成 责令 督促指导 监督 指导督促 要求 倒逼 压紧")),
        (VerbClass.Inspire, new("引导 教育引导 激励 鼓励 正向激励 动员 号召 感召 警醒 鞭策 启发 带领")),
        (VerbClass.Push, new("推动 助推 推进 推动加快 推动实现 全力推动 助力")),
    ];

    // One table over all classes; a word that stands in two belongs to the first.
    private static readonly FrozenDictionary<char, (string Word, VerbClass Class)[]> ByFirst = Tables
        .SelectMany(t => t.Words.Words.Select(w => (Word: w, t.Class))).DistinctBy(v => v.Word)
        .GroupBy(v => v.Word[0]).ToFrozenDictionary(g => g.Key, g => g.OrderByDescending(v => v.Word.Length).ToArray());

    /// <summary>The longest verb that starts at <paramref name="at"/>, with its first class in the order above.</summary>
    public static (VerbClass Class, int Length)? At(string text, int at)
    {
        if (at < text.Length && ByFirst.TryGetValue(text[at], out var verbs))
            foreach (var (word, kind) in verbs)
                if (text.AsSpan(at).StartsWith(word, StringComparison.Ordinal))
                    return (kind, word.Length);
        return null;
    }

    // Syllables of doing something that can be seen; two of them in a row make a verb that no list needs to know (抽核, 拆换, 存转).
    private static readonly SearchValues<char> Doing = SearchValues.Create("查检核审评测访巡报送交移转办设置修订拟编制印发布贴挂登录记存归改换拆除清退收缴付拨支扣罚惩追谈告讲训选聘派调配召开举签验校盘抽比对筛采购招租借还领取补退销撤停封禁罢免辞降减压裁并迁搬运装卸铺架埋挖填砌刷洗扫冲排堵疏拦截捕抓押审判裁决议投票推荐评奖罚授颁赠捐募集缴纳征储备供售买卖租赁");

    // What an act ends in: 录入, 写进, 报至, 移交给.
    private static readonly SearchValues<char> Directions = SearchValues.Create("入进出到至给回上下齐");

    /// <summary>Two syllables that by their form name an act, where no list knows them.</summary>
    public static bool LooksLikeAct(string text, int at) =>
        at + 1 < text.Length && Doing.Contains(text[at]) && (Doing.Contains(text[at + 1]) || Directions.Contains(text[at + 1])) && text[at] != text[at + 1];

    /// <summary>Classes whose verbs name something that can be seen to have been done.</summary>
    public static bool IsAction(VerbClass kind) =>
        kind is VerbClass.Make or VerbClass.Launch or VerbClass.Inspect or VerbClass.Correct or VerbClass.Report or VerbClass.Arrange;
}
