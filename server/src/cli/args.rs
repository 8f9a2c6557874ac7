//! What may stand on the command line; the comments are the help.
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::{net::SocketAddr, path::PathBuf};

/// Pam, the home of a metropolitan action plan
#[derive(Debug, Parser)]
#[command(name = "pam", version)]
pub struct Cli {
    /// The database; made when it is missing, brought up to date when it is older
    #[arg(long, global = true, env = "PAM_DATABASE", default_value = "pam.db", value_name = "FILE")]
    pub database: PathBuf,
    /// What to do
    #[command(subcommand)]
    pub command: Command,
}

/// The subcommands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the plan
    Serve(ServeArgs),
    /// Take in pages copied from the plan's old site: all of them or, with one fault, none
    Import(ImportArgs),
    /// Write out everything that is public, or statements of reasons
    Export(ExportArgs),
    /// Manage accounts
    #[command(subcommand)]
    User(UserCommand),
    /// Copy the database as it is at one moment, also while it is being served
    Backup(BackupArgs),
    /// Look for what is wrong in the database; exits with 1 when there is something
    Check,
    /// Look at the public record of moderation
    #[command(subcommand)]
    Audit(AuditCommand),
    /// Send each moderator who wants it a mail of what waits; nothing is sent when nothing waits
    Digest(DigestArgs),
    /// Load the demo plan and its people into an empty database
    Demo,
}

impl Command {
    /// Whether it changes the database and ends.
    pub const fn writes(&self) -> bool {
        match self {
            Self::Import(args) => !args.dry_run,
            Self::User(_) | Self::Demo => true,
            Self::Serve(_) | Self::Export(_) | Self::Backup(_) | Self::Check | Self::Audit(_) | Self::Digest(_) => {
                false
            }
        }
    }
}

/// What is looked at in the record.
#[derive(Debug, Subcommand)]
pub enum AuditCommand {
    /// Say whether a line was changed or taken out; exits with 1 when one was
    Verify,
}

/// What `serve` is told.
#[derive(Clone, Debug, Args)]
pub struct ServeArgs {
    /// Where to listen
    #[arg(long, default_value = "127.0.0.1:3000", value_name = "ADDR")]
    pub listen: SocketAddr,
    /// Scheme and host as people see them, such as https://pam.example.org
    #[arg(long, value_name = "URL")]
    pub public_url: Option<String>,
    /// What the town has set
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
}

/// What `import` is told.
#[derive(Debug, Args)]
pub struct ImportArgs {
    /// Pages copied as plain text, in UTF-8
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// The plan they belong to; without it the plan that is there, or a new one named "pam"
    #[arg(long, value_name = "KEY")]
    pub plan: Option<String>,
    /// How the files are written
    #[arg(long, value_enum, default_value_t = ImportFormat::Auto)]
    pub format: ImportFormat,
    /// Keep nothing, only tell what would be kept
    #[arg(long)]
    pub dry_run: bool,
    /// Print all that was read, as JSON
    #[arg(long)]
    pub json: bool,
}

/// How imported files are written.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum ImportFormat {
    /// Found out from the file
    Auto,
}

/// What `export` is told.
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// How to write it
    #[arg(long, value_enum, default_value_t = ExportFormat::Json)]
    pub format: ExportFormat,
    /// Where to write it; without it standard output
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Which plan; without it the first
    #[arg(long, value_name = "KEY")]
    pub plan: Option<String>,
}

/// How an export is written.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum ExportFormat {
    /// One JSON document
    Json,
    /// Statements of reasons, as the European transparency database takes them
    Dsa,
}

/// What `digest` is told.
#[derive(Debug, Args)]
pub struct DigestArgs {
    /// What the town has set; `[mail]` says how mail goes out
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Print the mails and send none
    #[arg(long)]
    pub print: bool,
}

/// What can be done with accounts.
#[derive(Debug, Subcommand)]
pub enum UserCommand {
    /// Make an account
    Create(NewUserArgs),
}

/// What `user create` is told.
#[derive(Debug, Args)]
pub struct NewUserArgs {
    /// The e-mail address to sign in with
    #[arg(long)]
    pub email: String,
    /// The name that everybody sees
    #[arg(long)]
    pub name: String,
    /// What the person may do
    #[arg(long, value_parser = ["resident", "moderator", "admin"])]
    pub role: String,
    /// Read the password from the first line of standard input, where no list of processes shows it
    #[arg(long, required = true)]
    pub password_stdin: bool,
}

/// What `backup` is told.
#[derive(Debug, Args)]
pub struct BackupArgs {
    /// The copy; must not exist yet
    pub file: PathBuf,
}
