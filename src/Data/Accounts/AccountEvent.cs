using Qinglian.Kernel;

namespace Qinglian.Data.Accounts;

/// <summary>What can happen to an account, as the ledger names it. The names never change.</summary>
public enum AccountEvent
{
    [Words("登录", "signed in")] SignedIn,
    [Words("登录失败", "sign-in failed")] SignInFailed,
    [Words("登录尝试过多，已暂缓", "sign-ins held back: too many tries")] SignInsHeldBack,
    [Words("退出", "signed out")] SignedOut,
    [Words("结束其他会话", "ended another session")] SessionEnded,
    [Words("重新验证本人", "confirmed again")] Confirmed,
    [Words("演示登录", "signed in to the demonstration")] DemoSignedIn,
    [Words("激活账户", "account activated")] Activated,
    [Words("修改密码", "password changed")] PasswordChanged,
    [Words("启用验证器", "authenticator app set up")] AuthenticatorSet,
    [Words("添加通行密钥", "passkey added")] PasskeyAdded,
    [Words("移除通行密钥", "passkey removed")] PasskeyRemoved,
    [Words("更换恢复码", "recovery codes renewed")] RecoveryCodesRenewed,
    [Words("使用恢复码", "recovery code used")] RecoveryCodeUsed,
    [Words("开通账户", "account opened")] Invited,
    [Words("重置密码", "password reset started")] ResetStarted,
    [Words("重置密码和双重验证", "reset of password and second factor started")] FullResetStarted,
    [Words("申请重置管理员账户", "reset of an administrator asked for")] ResetAsked,
    [Words("撤回重置申请", "request for a reset withdrawn")] ResetRequestWithdrawn,
    [Words("第二名管理员确认重置", "reset confirmed by a second administrator")] ResetConfirmed,
    [Words("紧急破窗：在服务器命令行重置", "glass broken: reset on the command line of the server")] GlassBroken,
    [Words("停用账户", "account disabled")] Disabled,
    [Words("恢复账户", "account enabled again")] Enabled,
    [Words("初始设置", "first set-up")] SetUp,
    [Words("生成加密密钥", "key for sealed reports made")] KeyMade,
    [Words("更换恢复密钥", "recovery key made")] RecoveryKeyMade,
    [Words("用恢复密钥找回加密密钥", "key for sealed reports regained with the recovery key")] KeyRegained,
    [Words("放弃旧密钥", "old key for sealed reports given up")] KeyGivenUp,
}

/// <summary>Why a sign-in failed. Kept in the ledger; never told at the door, where every reason sounds the same.</summary>
public enum SignInFailure
{
    [Words("用户名不存在", "no such user name")] NoSuchName,
    [Words("密码错误", "wrong password")] WrongPassword,
    [Words("账户已停用", "account disabled")] Disabled,
    [Words("尚未激活", "not activated yet")] NotActivated,
    [Words("验证码错误", "wrong code")] WrongCode,
    [Words("验证码已用过", "code used before")] CodeUsedBefore,
    [Words("恢复码错误", "wrong recovery code")] WrongRecoveryCode,
    [Words("通行密钥无效", "passkey not valid")] BadPasskey,
    [Words("激活码无效", "activation code not valid")] BadActivationCode,
    [Words("人员不在名册", "person not on the register")] NotOnRegister,
}
